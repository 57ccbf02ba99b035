package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

/** Tells how often each call ran; {@code src/test/lua/ledger.lua} is its script. */
@LuaScript("ledger")
public interface Ledger {

    long enter(String ledger, int id);

    CompletionStage<Long> enterAsync(String ledger, int id);
}
