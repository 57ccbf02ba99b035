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
 * <p>Written from main.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MAIN = CompiledScript.readOnly(
            "main",
            "228b8f6aeefcb1d73a1a52e9c99e4a4c6d3c5eba",
            """
            lib/text.lua
            main.lua

            1=0:2<1:2
            2=1:4
            """,
            """
            redis.log(redis.LOG_DEBUG, '0123456789')
            return { #KEYS }
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
        return List.of(MAIN);
    }

    /**
     * Comments are not sent, however long they are: 0123456789 0123456789 0123456789 0123456789 0123456789.
     */
    @Override
    public void main() {
        this.executor.execute(MAIN.call().returning(Void.class, ReplyDecoder.nothing()));
    }
}
