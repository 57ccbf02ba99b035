package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.ArrayValues;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ScriptCall;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from bucket.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript BUCKET = CompiledScript.of(
            "bucket",
            "09a5d3230d035fcb122c7d1b000583c98fec1459",
            """
            bucket.lua

            1=0:1
            6=0:7
            """,
            """
            local rate_limit = KEYS[1]
            local refill_per_second = tonumber(ARGV[1])
            local permits = tonumber(ARGV[2]) or 1
            local note = ARGV[3] if (note or '') == '' then note = nil else note = string.sub(note, 2) end
            local ids = {} for i = 4, #ARGV do ids[i - 3] = tonumber(ARGV[i]) end
            return redis.call('INCRBY', rate_limit, permits + #ids + math.floor(refill_per_second) + #(note or ''))
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
        return List.of(BUCKET);
    }

    @Override
    public long take(List<Integer> ids, String note, double refillPerSecond, String rateLimit) {
        return this.executor.execute(BUCKET.call()
                .key("rateLimit", rateLimit)
                .number("refillPerSecond", refillPerSecond)
                .absent("permits")
                .optionalString("note", note, ScriptCall::string)
                .rest("ids", ids, ScriptCall::integer)
                .returning(long.class, Reply::integer));
    }

    @Override
    public long named(int[] all, String why, double rate, String key) {
        return this.executor.execute(BUCKET.call()
                .key("key", key)
                .number("rate", rate)
                .absent("permits")
                .optionalString("why", why, ScriptCall::string)
                .rest("all", ArrayValues.of(all), ScriptCall::integer)
                .returning(long.class, Reply::integer));
    }
}
