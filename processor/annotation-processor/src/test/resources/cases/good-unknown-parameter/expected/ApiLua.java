package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from script.lua, open.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript SCRIPT = CompiledScript.of(
            "script",
            "4d5c8e60a1285b5d50a27c3b9182661ae895a56f",
            """
            script.lua

            1=0:1
            """,
            """
            local user_id = KEYS[1]
            local HTTP_code = tonumber(ARGV[1])
            local x1 = ARGV[2]
            return redis.call('SET', user_id, string.format('%.17g', HTTP_code) .. x1)
            """);

    private static final CompiledScript OPEN = CompiledScript.of(
            "open",
            "f1904f1f8b5f95511a7202210a2a61fb6787791d",
            """
            open.lua

            1=0:1
            """,
            """
            return redis.call('DEL', unpack(KEYS)) + #ARGV
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
        return List.of(SCRIPT, OPEN);
    }

    @Override
    public void named(String userId, int httpCode, String x1) {
        this.executor.execute(SCRIPT.call()
                .key("userId", userId)
                .integer("httpCode", httpCode)
                .string("x1", x1)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public void swapped(String userId, String x1, int code) {
        this.executor.execute(SCRIPT.call()
                .key("x1", x1)
                .integer("code", code)
                .string("userId", userId)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public void open(String a, String b, String c, String d) {
        this.executor.execute(OPEN.call()
                .key("a", a)
                .key("b", b)
                .string("c", c)
                .string("d", d)
                .returning(Void.class, ReplyDecoder.nothing()));
    }
}
