package app;

import dev.moonlet.LuaScript;

@LuaScript("jobs/push")
public interface Api {
    void push();
}
