package dev.moonlet.recipes.killed;

import dev.moonlet.LuaScript;

/** Records holds, apart from what is held. */
@LuaScript("holds")
interface HoldScripts {

    void record(String holds, String event, String owner, String hold, long leaseEnd);
}
