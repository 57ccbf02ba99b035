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
            "673bdbdfee55c21edacbc4d7bc95dee7720034ea",
            """
            lib/one.lua
            main.lua
            lib/two.lua

            1=0:1<1:1
            2=2:1<1:1
            3=1:2
            """,
            """
            local function one() return 1 end
            local function two() return 2 end
            return one() + two()
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
