package app;

import dev.moonlet.LuaScript;

/** The circle is closed when both modules are there. */
@LuaScript("main")
public interface Api {
    void main();
}
