package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ScriptCall;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Ledger} on Redis.
 *
 * <p>Written from ledger.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class LedgerLua implements Ledger {
    private static final CompiledScript LEDGER = new CompiledScript(
            "ledger",
            "e519b31afabac1acee6910252d6c9a69b8474543",
            """
            ledger.lua

            1=0:2
            3=0:5
            """,
            """
            local ledger = KEYS[1]
            local id = tonumber(ARGV[1])
            return redis.call('HINCRBY', ledger, id, 1)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public LedgerLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * Counts how often a call ran.
     */
    @Override
    public long enter(String ledger, int id) {
        ScriptCall call = new ScriptCall(LEDGER, 2)
                .key("ledger", ledger)
                .integer("id", id);
        return this.executor.execute(call, reply -> reply.integer(""));
    }

    /**
     * Counts how often a call ran.
     */
    @Override
    public CompletionStage<Long> enterAsync(String ledger, int id) {
        ScriptCall call = new ScriptCall(LEDGER, 2)
                .key("ledger", ledger)
                .integer("id", id);
        return this.executor.executeAsync(call, reply -> reply.integer(""));
    }
}
