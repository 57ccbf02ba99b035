package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api {
    String run(String key, String type, String string);
}
