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
 * <p>Written from jobs/push.lua, jobs.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript PUSH = CompiledScript.readOnly(
            "jobs/push",
            "48df9b519ca145c867b895f740b37bd891e887af",
            """
            jobs/push.lua

            1=0:1
            """,
            """
            return 1
            """);

    private static final CompiledScript JOBS = CompiledScript.readOnly(
            "jobs",
            "48df9b519ca145c867b895f740b37bd891e887af",
            """
            jobs.lua

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

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(PUSH, JOBS);
    }

    @Override
    public void push() {
        this.executor.execute(PUSH.call().returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public void jobs() {
        this.executor.execute(JOBS.call().returning(Void.class, ReplyDecoder.nothing()));
    }
}
