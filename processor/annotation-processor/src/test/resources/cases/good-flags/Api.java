package app;

import dev.moonlet.LuaScript;

@LuaScript("main")
public interface Api {

    long main(String key);

    @LuaScript("wrapped")
    boolean wrapped(String key);
}
