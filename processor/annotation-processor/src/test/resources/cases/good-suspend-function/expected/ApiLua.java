package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from get.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class ApiLua implements Api {
    private static final CompiledScript GET = CompiledScript.readOnly(
            "get",
            "ccebe8a870b7daf9fa8d0910bbbe7af61e68f827",
            """
            get.lua

            1=0:1
            3=0:4
            """,
            """
            local key = KEYS[1]
            local completion = ARGV[1]
            return redis.call('GET', key) or completion
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
        return List.of(GET);
    }

    @Override
    public CompletionStage<String> get(String key, String completion) {
        return this.executor.executeAsync(GET.call()
                .key("key", key)
                .string("completion", completion)
                .returning(String.class, reply -> reply.skipNil() ? null : reply.string()));
    }
}
