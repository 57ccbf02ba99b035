package app;

import dev.moonlet.LuaScript;

@LuaScript("jobs/pusj")
public interface Api {
    void run();
}
