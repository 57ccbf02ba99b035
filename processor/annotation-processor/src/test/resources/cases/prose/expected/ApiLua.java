package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from script.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript SCRIPT = CompiledScript.of(
            "script",
            "6f85858f363d8bcae887195d002ae4b51f24634c",
            """
            script.lua

            1=0:7
            """,
            """
            local removed = redis.call('SPOP', KEYS[1], ARGV[1])
            return #removed
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
        return List.of(SCRIPT);
    }

    /**
     * Removes members.
     */
    @Override
    public void run(String set, long limit) {
        this.executor.execute(SCRIPT.call()
                .key("set", set)
                .int64("limit", limit)
                .returning(Void.class, ReplyDecoder.nothing()));
    }
}
