package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.time.Duration;

@LuaScript("scripts")
public interface Api {
    void plain(@Key String key, String text, long count, boolean on, @Arg(type = "milliseconds") Duration pause);

    Object many(@Key String first, @Key String... others);

    Object loop(String... values);
}
