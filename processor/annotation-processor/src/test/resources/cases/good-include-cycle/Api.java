package app;

import dev.moonlet.LuaScript;

/** A diamond, and a pattern that matches the file it stands in. */
@LuaScript("jobs/main")
public interface Api {
    void main();
}
