package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import java.util.List;
import java.util.Objects;
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
            "439ba6fd6019528d68ef0b2997a6c6c07059a270",
            """
            get.lua

            1=0:1
            2=0:3
            """,
            """
            local key = KEYS[1]
            return redis.call('GET', key) or nil
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
    public String get(String key) {
        return this.executor.execute(GET.call()
                .key("key", key)
                .returning(String.class, reply -> reply.skipNil() ? null : reply.string()));
    }
}
