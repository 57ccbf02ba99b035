package app;

import dev.moonlet.LuaScript;

/** Its method is annotated, and it is itself. */
@LuaScript("jobs")
public interface Api extends Base {
    @Override
    @LuaScript("other")
    void push();
}
