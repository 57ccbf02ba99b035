package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

/** Writes down each run of a call, in order; {@code src/test/lua/entries.lua} is its script. */
@LuaScript("entries")
public interface Entries {

    CompletionStage<Long> enterAsync(String ledger, int number);
}
