package app;

import dev.moonlet.LuaScript;

@LuaScript("fine")
public interface Good {
    void fine();
}
