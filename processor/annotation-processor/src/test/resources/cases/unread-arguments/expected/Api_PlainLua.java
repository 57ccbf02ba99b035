package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api.Plain} on Redis.
 *
 * <p>Written from plain.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_PlainLua implements Api.Plain {
    private static final CompiledScript PLAIN = CompiledScript.of(
            "plain",
            "47db5b8dbd0767a744ad34abae59fedb64dec314",
            """
            plain.lua

            1=0:1
            """,
            """
            return redis.call('INCRBY', KEYS[1], ARGV[1]) < 10
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public Api_PlainLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(PLAIN);
    }

    @Override
    public boolean acquire(String key, long permits, long burst) {
        return this.executor.execute(PLAIN.call()
                .key("key", key)
                .int64("permits", permits)
                .int64("burst", burst)
                .returning(boolean.class, ReplyDecoder.undeclared(Reply::bool)));
    }
}
