package app;

import dev.moonlet.LuaScript;

/** {@code moveTo} is a folder, and no script. */
@LuaScript("queues")
public interface Queues {
    void moveTo();
}
