package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
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
    private static final CompiledScript LEDGER = CompiledScript.of(
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
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(LEDGER);
    }

    /**
     * Counts how often a call ran.
     */
    @Override
    public long enter(String ledger, int id) {
        return this.executor.execute(enterCall(ledger, id));
    }

    /**
     * Counts how often a call ran.
     */
    @Override
    public CompletionStage<Long> enterAsync(String ledger, int id) {
        return this.executor.executeAsync(enterCall(ledger, id));
    }

    private static ScriptInvocation<Long> enterCall(String ledger, int id) {
        return LEDGER.call()
                .key("ledger", ledger)
                .integer("id", id)
                .returning(long.class, Reply::integer);
    }
}
