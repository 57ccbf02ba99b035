package app;

import dev.moonlet.LuaScript;

/** Every length of a character, the replacement character itself, and a file nobody needs that is none of UTF-8. */
@LuaScript("main")
public interface Api {
    String main();
}
