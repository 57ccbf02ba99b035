package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Scripts with keys on different servers, and without any. */
@LuaScript("cluster")
public interface Spread {

    long copy(String source, List<String> targets);

    CompletionStage<Long> copyAsync(String source, List<String> targets);

    String port();

    CompletionStage<String> portAsync();

    String portOf(String key);

    CompletionStage<String> portOfAsync(String key);

    String portOfMaster(String key);

    void fail(String counter, String message);

    void split(String counter);

    void failReading(String key, String message);

    @LuaScript("ledger")
    long enter(String ledger, int id);

    @LuaScript("ledger")
    CompletionStage<Long> enterAsync(String ledger, int id);
}
