package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api {
    long run();
}
