package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;

/** Names that differ in capitals and underscores alone, two of one name that differ in what they supply, and entries that a script reads without writing them out. */
@LuaScript("script")
public interface Api {
    void named(String userId, int httpCode, String x1);

    void swapped(@Arg("x1") String userId, @Key("user_id") String x1, @Arg("HTTP_code") int code);

    @LuaScript("open")
    void open(@Key String a, @Key String b, String c, String d);
}
