package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Good} on Redis.
 *
 * <p>Written from fine.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class GoodLua implements Good {
    private static final CompiledScript FINE = CompiledScript.readOnly(
            "fine",
            "48df9b519ca145c867b895f740b37bd891e887af",
            """
            fine.lua

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
    public GoodLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(FINE);
    }

    @Override
    public void fine() {
        this.executor.execute(FINE.call().returning(Void.class, ReplyDecoder.nothing()));
    }
}
