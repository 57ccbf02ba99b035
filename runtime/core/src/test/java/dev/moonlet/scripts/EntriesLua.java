package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Entries} on Redis.
 *
 * <p>Written from entries.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class EntriesLua implements Entries {
    private static final CompiledScript ENTRIES = CompiledScript.of(
            "entries",
            "631c8e4ab01b7287a4af4ddd251f69da7e49f1e0",
            """
            entries.lua

            1=0:2
            3=0:5
            """,
            """
            local ledger = KEYS[1]
            local number = tonumber(ARGV[1])
            return redis.call('RPUSH', ledger, number)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public EntriesLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(ENTRIES);
    }

    /**
     * Writes down each time that a call runs.
     */
    @Override
    public CompletionStage<Long> enterAsync(String ledger, int number) {
        return this.executor.executeAsync(ENTRIES.call()
                .key("ledger", ledger)
                .integer("number", number)
                .returning(long.class, Reply::integer));
    }
}
