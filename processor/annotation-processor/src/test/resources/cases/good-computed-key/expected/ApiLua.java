package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
            "7fc69af27daa84909be4e43ed3fd84dec64741f1",
            """
            script.lua

            1=0:1
            6=0:7
            """,
            """
            local bucket = KEYS[1]
            local lock = KEYS[2]
            local call = tonumber(ARGV[1])
            local wait = tonumber(ARGV[2])
            local page = KEYS[3]
            redis.call('SET', lock, call, 'EX', wait)
            return redis.call('GET', page)
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
    public String run(UUID bucket, long call, Duration wait) {
        return this.executor.execute(SCRIPT.call()
                .key("bucket", bucket)
                .computedKey("lock", _call ->
                        _call.key("bucket", bucket).string("lock", ":\"lock\""))
                .computedKey("page", _call -> _call
                        .string("page", "page:")
                        .key("bucket", bucket)
                        .string("page", ":\"lock\"")
                        .integer("call", call)
                        .string("page", "/")
                        .seconds("wait", wait))
                .integer("call", call)
                .seconds("wait", wait)
                .returning(String.class, reply -> reply.skipNil() ? null : reply.string()));
    }
}
