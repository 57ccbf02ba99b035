package app;

import dev.moonlet.LuaScript;

@LuaScript("get")
interface Api {
    String get(String key);
}
