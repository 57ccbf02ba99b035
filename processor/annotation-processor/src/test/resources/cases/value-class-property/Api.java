package app;

import dev.moonlet.LuaScript;

@LuaScript("seen")
public interface Api {
    Seen seen(String page);
}
