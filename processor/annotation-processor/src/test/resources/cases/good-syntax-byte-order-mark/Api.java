package app;

import dev.moonlet.LuaScript;

/** The character of the mark stands in a string, not at the beginning. */
@LuaScript("main")
public interface Api {
    String main();
}
