package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api {
    void run(@Key String set, long limit);
}
