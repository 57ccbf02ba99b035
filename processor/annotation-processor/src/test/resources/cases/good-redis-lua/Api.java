package app;

import dev.moonlet.LuaScript;

@LuaScript("script")
public interface Api {
    String greet(String name, int times);
}
