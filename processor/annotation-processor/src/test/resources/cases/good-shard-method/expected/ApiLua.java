package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ShardResults;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from count.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class ApiLua implements Api {
    private static final CompiledScript COUNT = CompiledScript.readOnly(
            "count",
            "51b7e0ad08e9211672309fbeccc4eb956ae84af6",
            """
            count.lua

            1=0:1
            3=0:4
            """,
            """
            local shard = ARGV[1]
            local key = KEYS[1]
            return redis.call('EXISTS', key)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public ApiLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(COUNT);
    }

    @Override
    public ShardResults<Long> count() {
        return this.executor.executeOnShards(COUNT.onShards(shard -> COUNT.call()
                .computedKey("key", call -> call.string("shard", shard))
                .string("shard", shard)
                .returning(long.class, Reply::integer)));
    }
}
