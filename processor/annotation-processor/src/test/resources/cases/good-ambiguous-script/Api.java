package app;

import dev.moonlet.LuaScript;

/** There is a script of this name too: each method names its own, so that it doesn't matter. */
@LuaScript("jobs")
public interface Api {
    @LuaScript("jobs/push")
    void push();

    @LuaScript("jobs")
    void jobs();
}
