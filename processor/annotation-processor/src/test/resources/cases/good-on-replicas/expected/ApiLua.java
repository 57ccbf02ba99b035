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
 * <p>Written from size.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class ApiLua implements Api {
    private static final CompiledScript SIZE = CompiledScript.readOnly(
            "size",
            "a123dbdb65a98cf6b6471eca9855e6592d4adc7a",
            """
            size.lua

            1=0:2
            """,
            """
            return redis.call('DBSIZE')
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
        return List.of(SIZE);
    }

    @Override
    public ShardResults<Long> size() {
        return this.executor.executeOnShards(SIZE.onReplicas(shard -> SIZE.call()
                .returning(long.class, Reply::integer)));
    }
}
