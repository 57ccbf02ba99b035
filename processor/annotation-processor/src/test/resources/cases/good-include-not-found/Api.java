package app;

import dev.moonlet.LuaScript;

/** Every way to name a file. */
@LuaScript("jobs/main")
public interface Api {
    void main();
}
