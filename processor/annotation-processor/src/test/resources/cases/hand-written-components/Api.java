package app;

import dev.moonlet.LuaScript;

@LuaScript("range")
public interface Api {
    Range range(String range);
}
