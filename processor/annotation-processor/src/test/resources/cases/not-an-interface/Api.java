package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public abstract class Api {
    abstract void run();
}
