package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.springframework.stereotype.Component;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from get.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
@Component
public final class ApiLua implements Api {
    private static final CompiledScript GET = CompiledScript.readOnly(
            "get",
            "2099a2062384b1dbcd5a23fe0f62d7764cb5c846",
            """
            get.lua

            1=0:1
            2=0:3
            """,
            """
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
        return List.of(GET);
    }

    @Override
    public String get(String key) {
        return this.executor.execute(GET.call()
                .key("key", key)
                .returning(String.class, reply -> reply.skipNil() ? null : reply.string()));
    }
}
