package app;

import dev.moonlet.LuaScript;

/** As many levels as Lua takes. */
@LuaScript("main")
public interface Api {
    void main();
}
