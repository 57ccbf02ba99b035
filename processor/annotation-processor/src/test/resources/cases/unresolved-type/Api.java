package app;

import dev.moonlet.LuaScript;

@LuaScript("main")
public interface Api {

    Missing main(String id);
}
