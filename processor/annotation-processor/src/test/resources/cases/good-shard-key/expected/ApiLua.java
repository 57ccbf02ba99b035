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
            "b8e87b2cf0a8a3619e7915589474e7e19718bf41",
            """
            count.lua

            1=0:1
            4=0:5
            """,
            """
            local shard = ARGV[1]
            local queue = ARGV[2]
            local list = KEYS[1]
            return redis.call('LLEN', list)
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
    public ShardResults<Long> count(String queue) {
        return this.executor.executeOnShards(COUNT.onShards(shard -> COUNT.call()
                .computedKey("list", call -> call
                        .string("list", "list:{")
                        .string("shard", shard)
                        .string("list", "}:")
                        .string("queue", queue))
                .string("shard", shard)
                .string("queue", queue)
                .returning(long.class, Reply::integer)));
    }
}
