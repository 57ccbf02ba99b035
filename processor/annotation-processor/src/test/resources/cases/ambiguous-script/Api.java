package app;

import dev.moonlet.LuaScript;

@LuaScript("jobs")
public interface Api {
    void push();
}
