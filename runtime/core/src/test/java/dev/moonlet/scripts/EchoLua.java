package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Echo} on Redis.
 *
 * <p>Written from echo/integer.lua, echo/person.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class EchoLua implements Echo {
    private static final CompiledScript INTEGER = CompiledScript.readOnly(
            "echo/integer",
            "7d136f46908a52db688daafdfc4fd690b8fa6fcb",
            """
            echo/integer.lua

            1=0:1
            2=0:3
            """,
            """
            local value = tonumber(ARGV[1])
            return value
            """);

    private static final CompiledScript PERSON = CompiledScript.readOnly(
            "echo/person",
            "487fb791c33bd52a650c3b6551ff51b81cac56c5",
            """
            echo/person.lua

            1*0:3
            6=0:1
            8=0:4
            9*0:3
            10*0:4
            """,
            """
            local function boolean(v)
              if v == true then return 1 elseif v == false then return 0 end
              return v
            end
            local result = (function()
            local name = ARGV[1]
            local nick = ARGV[2] == '1'
            return { name or false, boolean(nick) or false }
            end)()
            return result
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public EchoLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(INTEGER, PERSON);
    }

    @Override
    public long echoInteger(long value) {
        return this.executor.execute(echoIntegerCall(value));
    }

    @Override
    public CompletableFuture<Long> echoIntegerAsync(long value) {
        return this.executor.executeAsync(echoIntegerCall(value)).toCompletableFuture();
    }

    @Override
    public Echo.Person person(String name, boolean nick) {
        return this.executor.execute(personCall(name, nick));
    }

    @Override
    public CompletableFuture<Echo.Person> personAsync(String name, boolean nick) {
        return this.executor.executeAsync(personCall(name, nick)).toCompletableFuture();
    }

    private static ScriptInvocation<Long> echoIntegerCall(long value) {
        return INTEGER.call()
                .integer("value", value)
                .returning(long.class, Reply::integer);
    }

    private static ScriptInvocation<Echo.Person> personCall(String name, boolean nick) {
        return PERSON.call()
                .string("name", name)
                .bool("nick", nick)
                .returning(Echo.Person.class, EchoLua::readPerson);
    }

    private static Echo.Person readPerson(Reply reply) {
        reply.fields(2);
        String name = reply.string(".name");
        boolean nick = reply.bool(".nick");
        return new Echo.Person(name, nick);
    }
}
