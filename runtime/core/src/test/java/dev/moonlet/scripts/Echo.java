package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletableFuture;

/** A script whose reply is an integer and one whose reply has fields; {@code src/test/lua/echo} has them. */
@LuaScript("echo")
public interface Echo {

    @LuaScript("echo/integer")
    long echoInteger(long value);

    @LuaScript("echo/integer")
    CompletableFuture<Long> echoIntegerAsync(long value);

    Person person(String name, boolean nick);

    CompletableFuture<Person> personAsync(String name, boolean nick);

    record Person(String name, boolean nick) {}
}
