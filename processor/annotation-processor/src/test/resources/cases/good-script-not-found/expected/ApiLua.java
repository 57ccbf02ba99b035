package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from jobs/push.lua, jobs/moveToActive.lua, jobs/pop_all.lua, other.lua.
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

    private static final CompiledScript MOVE_TO_ACTIVE = CompiledScript.readOnly(
            "jobs/moveToActive",
            "48df9b519ca145c867b895f740b37bd891e887af",
            """
            jobs/moveToActive.lua

            1=0:1
            """,
            """
            return 1
            """);

    private static final CompiledScript POP_ALL = CompiledScript.readOnly(
            "jobs/pop_all",
            "48df9b519ca145c867b895f740b37bd891e887af",
            """
            jobs/pop_all.lua

            1=0:1
            """,
            """
            return 1
            """);

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

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(PUSH, MOVE_TO_ACTIVE, POP_ALL, OTHER);
    }

    @Override
    public void anything() {
        this.executor.execute(PUSH.call().returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public void moveToActive() {
        this.executor.execute(MOVE_TO_ACTIVE.call().returning(Void.class, ReplyDecoder.nothing()));
    }

    @Override
    public void popAll() {
        this.executor.execute(popAllCall());
    }

    @Override
    public CompletionStage<Void> popAllAsync() {
        return this.executor.executeAsync(popAllCall());
    }

    @Override
    public void nowhere() {
        this.executor.execute(OTHER.call().returning(Void.class, ReplyDecoder.nothing()));
    }

    private static ScriptInvocation<Void> popAllCall() {
        return POP_ALL.call().returning(Void.class, ReplyDecoder.nothing());
    }
}
