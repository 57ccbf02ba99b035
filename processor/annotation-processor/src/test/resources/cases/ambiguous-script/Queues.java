package app;

import dev.moonlet.LuaScript;

@LuaScript("queues")
public interface Queues {
    void moveTo();
}
