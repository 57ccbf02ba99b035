package app;

import dev.moonlet.LuaScript;

/** Up and down again, within the root; a name may begin with dots. */
@LuaScript("jobs/../jobs/push")
public interface Api {
    long push();
}
