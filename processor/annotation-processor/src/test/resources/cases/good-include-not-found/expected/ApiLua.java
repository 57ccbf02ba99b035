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
 * <p>Written from jobs/main.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MAIN = CompiledScript.readOnly(
            "jobs/main",
            "d7d9aa1a0098adc4a9feb3b65708685ead9a5fc5",
            """
            jobs/lib/a.lua
            jobs/main.lua
            lib/b.lua
            lib/c.lua
            jobs/steps/one/step.lua
            jobs/y.lua

            1=0:1<1:1
            2=2:1<1:2
            3=3:1<1:3
            4=4:1<1:4
            5=5:1<1:5
            6=1:6
            """,
            """
            local a = 1
            local b = 1
            local c = 1
            local step = 1
            local y = 1
            return { a, b, c, step, y }
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

    @Override
    public void main() {
        this.executor.execute(MAIN.call().returning(Void.class, ReplyDecoder.nothing()));
    }
}
