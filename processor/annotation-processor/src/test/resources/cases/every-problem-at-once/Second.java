package app;

import dev.moonlet.LuaScript;

@LuaScript("jobs")
public interface Second {
    void nowhere();

    void push(long id);
}
