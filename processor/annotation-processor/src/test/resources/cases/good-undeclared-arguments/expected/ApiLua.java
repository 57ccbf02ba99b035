package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.JsonTable;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from lease.lua, pause.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript LEASE = CompiledScript.of(
            "lease",
            "d45ab98a60e559a763ff503ac743b2cdbaa7c44d",
            """
            lease.lua

            1=0:1
            """,
            """
            local ttl = tonumber(ARGV[2])
            if ARGV[3] then
              redis.call('SET', KEYS[1] .. ':fence', ARGV[3])
            end
            return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ttl)
            """);

    private static final CompiledScript PAUSE = CompiledScript.of(
            "pause",
            "4106a8bb262fbe090a4a852c0a4ac5506fbc52b3",
            """
            pause.lua

            1=0:1
            """,
            """
            redis.call('HSET', KEYS[1], 'pause', ARGV[1], 'names', #cjson.decode(ARGV[2]))
            return 1
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
        return List.of(LEASE, PAUSE);
    }

    @Override
    public boolean take(String lease, String owner, Duration ttl, Optional<Long> fence) {
        return this.executor.execute(LEASE.call()
                .key("lease", lease)
                .string("owner", owner)
                .milliseconds("ttl", ttl)
                .rest("fence", fence.stream().toList(), ScriptCall::int64)
                .returning(boolean.class, ReplyDecoder.undeclared(Reply::bool)));
    }

    @Override
    public boolean takeNullable(String lease, String owner, Duration ttl, @Nullable Long fence) {
        return this.executor.execute(LEASE.call()
                .key("lease", lease)
                .string("owner", owner)
                .milliseconds("ttl", ttl)
                .rest("fence", Stream.ofNullable(fence).toList(), ScriptCall::int64)
                .returning(boolean.class, ReplyDecoder.undeclared(Reply::bool)));
    }

    @Override
    public boolean takeAll(String lease, String owner, Duration ttl) {
        return this.executor.execute(takeAllCall(lease, owner, ttl));
    }

    @Override
    public boolean takeIn(String lease, String owner, Duration ttl) {
        return this.executor.execute(takeAllCall(lease, owner, ttl));
    }

    @Override
    public long pause(String queue, Duration pause, List<String> names) {
        return this.executor.execute(PAUSE.call()
                .key("queue", queue)
                .seconds("pause", pause)
                .array("names", names, JsonTable::string)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    private static ScriptInvocation<Boolean> takeAllCall(String lease, String owner, Duration ttl) {
        return LEASE.call()
                .key("lease", lease)
                .string("owner", owner)
                .milliseconds("ttl", ttl)
                .returning(boolean.class, ReplyDecoder.undeclared(Reply::bool));
    }
}
