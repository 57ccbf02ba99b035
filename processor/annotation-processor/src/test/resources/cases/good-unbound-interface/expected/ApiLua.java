package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from other.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript OTHER = CompiledScript.readOnly(
            "other",
            "48df9b519ca145c867b895f740b37bd891e887af",
            """
            other.lua

            1=0:1
            """,
            """
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

    @Override
    public void pushAgain() {
        ScriptCall call = new ScriptCall(OTHER, 0);
        this.executor.execute(call, ReplyDecoder.nothing());
    }

    @Override
    public void push() {
        ScriptCall call = new ScriptCall(OTHER, 0);
        this.executor.execute(call, ReplyDecoder.nothing());
    }
}
