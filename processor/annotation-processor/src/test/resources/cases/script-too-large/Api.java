package app;

import dev.moonlet.LuaScript;

@LuaScript("main")
public interface Api {
    void main();
}
