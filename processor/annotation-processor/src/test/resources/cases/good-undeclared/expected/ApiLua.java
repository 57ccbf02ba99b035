package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.ArrayValues;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from scripts/plain.lua, scripts/many.lua, scripts/loop.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript PLAIN = CompiledScript.of(
            "scripts/plain",
            "45452a9070bf01c80492e66e6ce53265c6013e1f",
            """
            scripts/plain.lua

            1=0:1
            """,
            """
            redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2] .. ARGV[3] .. ARGV[4])
            """);

    private static final CompiledScript MANY = CompiledScript.readOnly(
            "scripts/many",
            "850cfef6543c2f50ca4b8f0e5aed9e803e9a27d5",
            """
            scripts/many.lua

            1=0:1
            """,
            """
            return { KEYS[1], #KEYS }
            """);

    private static final CompiledScript LOOP = CompiledScript.readOnly(
            "scripts/loop",
            "9ecb68162ccb472076f2c05228788348b496210b",
            """
            scripts/loop.lua

            1=0:1
            """,
            """
            local sum = 0
            for i = 1, #ARGV do
              sum = sum + ARGV[i]
            end
            return sum
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
        return List.of(PLAIN, MANY, LOOP);
    }

    @Override
    public void plain(String key, String text, long count, boolean on, Duration pause) {
        this.executor.execute(PLAIN.call()
                .key("key", key)
                .string("text", text)
                .int64("count", count)
                .bool("on", on)
                .milliseconds("pause", pause)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public Object many(String first, String... others) {
        return this.executor.execute(MANY.call()
                .key("first", first)
                .rest("others", ArrayValues.of(others), ScriptCall::key)
                .returning(Object.class, Reply::any));
    }

    @Override
    public Object loop(String... values) {
        return this.executor.execute(LOOP.call()
                .rest("values", ArrayValues.of(values), ScriptCall::string)
                .returning(Object.class, Reply::any));
    }
}
