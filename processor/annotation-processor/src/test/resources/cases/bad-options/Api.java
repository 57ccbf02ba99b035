package app;

import dev.moonlet.LuaScript;

@LuaScript("get")
public interface Api {
    String get(String key);
}
