package app;

import dev.moonlet.LuaScript;

@LuaScript("keys")
public interface Api {
    long keys(String first);
}
