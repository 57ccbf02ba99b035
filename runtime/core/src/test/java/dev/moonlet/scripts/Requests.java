package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

/** Scripts that run once for a request; {@code src/test/lua/once} has them. */
@LuaScript("once")
public interface Requests {

    long withdraw(String account, long amount, String request);

    CompletionStage<Long> withdrawAsync(String account, long amount, String request);

    CompletionStage<Long> enterAsync(String ledger, int id, String request);

    void fail(String counter, String request);

    long brief(String counter, String request);

    CompletionStage<Long> briefAsync(String counter, String request);
}
