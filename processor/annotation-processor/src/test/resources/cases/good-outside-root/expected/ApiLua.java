package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from jobs/push.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript PUSH = CompiledScript.readOnly(
            "jobs/push",
            "97e17fb9ed7153062e9c9eb2c31243901159c8bb",
            """
            lib/clock.lua
            jobs/push.lua
            lib/..text.lua

            1=0:1<1:1
            4=2:1<1:2
            5=1:4
            """,
            """
            local function now()
              return tonumber(redis.call('TIME')[1])
            end
            local text = 'text'
            return now() + #text
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
        return List.of(PUSH);
    }

    @Override
    public long push() {
        return this.executor.execute(PUSH.call().returning(long.class, Reply::integer));
    }
}
