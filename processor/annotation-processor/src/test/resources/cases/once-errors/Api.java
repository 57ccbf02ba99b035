package app;

import dev.moonlet.LuaScript;

@LuaScript("scripts")
interface Api {
    long noKey(String request);

    long noWrites(String key, String request);

    long zero(String key, String request);

    long fraction(String key, String request);

    long tooLong(String key, String request);

    long noName(String key);

    long twice(String key, String request);

    long resumed(String key, String request);

    long calls(String key);

    long fine(String key);

    @LuaScript("scripts/fine")
    long number(String key, long request);
}
