package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api.Bucket} on Redis.
 *
 * <p>Written from bucket.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_BucketLua implements Api.Bucket {
    private static final CompiledScript BUCKET = CompiledScript.of(
            "bucket",
            "bf91bda896eddb5a4c7d9a27548cff298edacade",
            """
            bucket.lua

            1*0:4
            2=0:1
            5=0:5
            6*0:4
            7*0:5
            """,
            """
            local result = (function()
            local key = KEYS[1]
            local permits = tonumber(ARGV[1])
            local burst = tonumber(ARGV[2])
            return redis.call('INCRBY', key, permits) < burst
            end)()
            local function boolean(v)
              if v == true then return 1 elseif v == false then return 0 end
              return v
            end
            return boolean(result)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public Api_BucketLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(BUCKET);
    }

    @Override
    public boolean acquire(String key, long permits, long burst) {
        return this.executor.execute(BUCKET.call()
                .key("key", key)
                .integer("permits", permits)
                .integer("burst", burst)
                .returning(boolean.class, Reply::bool));
    }
}
