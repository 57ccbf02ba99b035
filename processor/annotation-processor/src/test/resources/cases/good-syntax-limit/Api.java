package app;

import dev.moonlet.LuaScript;

/** 200 locals, and 60 of them in a function. */
@LuaScript("main")
public interface Api {
    void main();
}
