package app;

import dev.moonlet.LuaScript;

interface Base {
    void push();

    /** Implemented where an annotated interface extends this one. */
    @LuaScript("other")
    void pushAgain();
}
