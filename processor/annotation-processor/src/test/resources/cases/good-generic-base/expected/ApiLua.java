package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from members.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MEMBERS = CompiledScript.readOnly(
            "members",
            "b58f595bb7f3087ea10daea8792f82ec4053aa80",
            """
            members.lua

            1=0:1
            3=0:4
            """,
            """
            local key = KEYS[1]
            local limit = tonumber(ARGV[1])
            return redis.call('SRANDMEMBER', key, limit)
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
        return List.of(MEMBERS);
    }

    @Override
    public List<String> all(String key, Long limit) {
        return this.executor.execute(allCall(key, limit));
    }

    @Override
    public CompletableFuture<List<String>> allAsync(String key, Long limit) {
        return this.executor.executeAsync(allCall(key, limit)).toCompletableFuture();
    }

    private static ScriptInvocation<List<String>> allCall(String key, Long limit) {
        return MEMBERS.call()
                .key("key", key)
                .integer("limit", limit)
                .returning(List.class, reply -> reply.list(Reply::string));
    }
}
