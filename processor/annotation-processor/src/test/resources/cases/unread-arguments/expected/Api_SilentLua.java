package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api.Silent} on Redis.
 *
 * <p>Written from window.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class Api_SilentLua implements Api.Silent {
    private static final CompiledScript WINDOW = CompiledScript.of(
            "window",
            "74bae9e74a3148447056bcc8ed9f211a4bf6652e",
            """
            window.lua

            1*0:3
            2=0:1
            4=0:4
            5*0:3
            6*0:4
            """,
            """
            local result = (function()
            local key = KEYS[1]
            local permits = tonumber(ARGV[1])
            return redis.call('INCRBY', key, permits) < 10
            end)()
            local function boolean(v)
              if v == true then return 1 elseif v == false then return 0 end
              return v
            end
            return boolean(result)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public Api_SilentLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(WINDOW);
    }

    @Override
    public boolean acquire(String key, long permits, long burst) {
        return this.executor.execute(WINDOW.call()
                .key("key", key)
                .integer("permits", permits)
                .returning(boolean.class, Reply::bool));
    }
}
