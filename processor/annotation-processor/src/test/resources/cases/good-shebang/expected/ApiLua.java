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
    private static final CompiledScript SCRIPT = CompiledScript.readOnly(
            "script",
            "c08fdf4f02c14a8a0a193e11fa685331c8c7b132",
            """
            script.lua

            1=0:1
            """,
            """
            #!lua flags=no-writes
            local key = KEYS[1]
            return redis.call('GET', key)
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

    @Override
    public void run(String key) {
        this.executor.execute(SCRIPT.call()
                .key("key", key)
                .returning(Void.class, ReplyDecoder.nothing()));
    }
}
