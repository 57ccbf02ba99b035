package app;

import dev.moonlet.LuaScript;

@LuaScript("../secret")
public interface Api {
    void run();
}
