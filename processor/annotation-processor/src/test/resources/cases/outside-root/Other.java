package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Other {
    void run();
}
