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
            "c8976cda32c362fee1ca07621a41b3cc1e06b29c",
            """
            jobs/other.lua
            jobs/main.lua
            lib/base.lua
            lib/a.lua
            lib/b.lua

            1=0:1<1:1
            2=2:1<3:1<1:2
            3=3:2<1:2
            4=4:2<1:3
            5=1:4
            """,
            """
            local jobs = 1
            local base = 1
            local a = base + 1
            local b = base + 2
            return { a, b, base, jobs }
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
