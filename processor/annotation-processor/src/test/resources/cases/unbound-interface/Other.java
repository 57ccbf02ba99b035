package app;

import dev.moonlet.LuaScript;

public abstract class Other {

    @LuaScript("push")
    abstract void push();
}
