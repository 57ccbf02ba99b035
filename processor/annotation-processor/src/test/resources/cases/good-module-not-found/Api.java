package app;

import dev.moonlet.LuaScript;

/** Dots are folders, unless a file is named so. */
@LuaScript("jobs/main")
public interface Api {
    void main();
}
