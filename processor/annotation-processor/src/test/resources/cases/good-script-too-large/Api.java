package app;

import dev.moonlet.LuaScript;

/** As many bytes as it may have. */
@LuaScript("main")
public interface Api {
    void main();
}
