package app;

import dev.moonlet.LuaScript;

public interface Api {

    @LuaScript("push")
    void push();
}
