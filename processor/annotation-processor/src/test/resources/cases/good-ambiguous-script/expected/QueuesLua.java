package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Queues} on Redis.
 *
 * <p>Written from queues/move_to.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class QueuesLua implements Queues {
    private static final CompiledScript MOVE_TO = CompiledScript.readOnly(
            "queues/move_to",
            "48df9b519ca145c867b895f740b37bd891e887af",
            """
            queues/move_to.lua

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
    public QueuesLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(MOVE_TO);
    }

    @Override
    public void moveTo() {
        this.executor.execute(MOVE_TO.call().returning(Void.class, ReplyDecoder.nothing()));
    }
}
