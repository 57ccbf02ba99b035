package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from token_bucket.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript TOKEN_BUCKET = CompiledScript.of(
            "token_bucket",
            "11db6127a2be97b9fd33415a4f7f7988e94b8f3c",
            """
            token_bucket.lua
            lib/clock.lua

            1*0:8
            2=1:4<0:3
            6=0:4
            10=0:9
            13=0:13
            14*0:8
            15*0:13
            """,
            """
            local result = (function()
            local function clock_millis()
              local time = redis.call('TIME')
              return time[1] * 1000 + math.floor(time[2] / 1000)
            end
            local bucket = KEYS[1]
            local capacity = tonumber(ARGV[1])
            local refill_per_second = tonumber(ARGV[2])
            local permits = tonumber(ARGV[3])
            local now = clock_millis()
            redis.call('HSET', bucket, 'at', now, 'text', [[ -- no comment
              kept "as" it \\ is ]] .. "\\n")
            return { 1, capacity - permits, 0 }
            end)()
            return result
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
        return List.of(TOKEN_BUCKET);
    }

    /**
     * Takes permits from a bucket that refills at a steady rate.
     * The time is the server's &lt;b&gt;own&lt;/b&gt; &amp; not the client's; see &#123;&#64;link} *&#47;.
     *
     * @param bucket the bucket's name
     * @param capacity how many permits it holds
     */
    @Override
    public Api.Decision acquire(String bucket, long capacity, double refillPerSecond,
            long permits) {
        return this.executor.execute(acquireCall(bucket, capacity, refillPerSecond, permits));
    }

    /**
     * Takes permits from a bucket that refills at a steady rate.
     * The time is the server's &lt;b&gt;own&lt;/b&gt; &amp; not the client's; see &#123;&#64;link} *&#47;.
     *
     * @param bucket the bucket's name
     * @param capacity how many permits it holds
     */
    @Override
    public CompletionStage<Api.Decision> acquireAsync(String bucket, long capacity,
            double refillPerSecond, long permits) {
        return this.executor.executeAsync(acquireCall(bucket, capacity, refillPerSecond, permits));
    }

    private static ScriptInvocation<Api.Decision> acquireCall(String bucket, long capacity,
            double refillPerSecond, long permits) {
        return TOKEN_BUCKET.call()
                .key("bucket", bucket)
                .integer("capacity", capacity)
                .number("refillPerSecond", refillPerSecond)
                .integer("permits", permits)
                .returning(Api.Decision.class, ApiLua::readDecision);
    }

    private static Api.Decision readDecision(Reply reply) {
        reply.fields(3);
        boolean allowed = reply.bool(".allowed");
        long remaining = reply.integer(".remaining");
        Duration retryAfter = reply.milliseconds(".retry_after");
        return new Api.Decision(allowed, remaining, retryAfter);
    }
}
