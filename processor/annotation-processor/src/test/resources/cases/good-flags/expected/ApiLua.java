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
 * <p>Written from main.lua, wrapped.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MAIN = CompiledScript.readOnly(
            "main",
            "63facdb5ba7a0b45c96cec266d8a663cfe26fe38",
            """
            main.lua
            lib/double.lua
            lib/one.lua

            1*0:2
            2=1:1<0:3
            5=2:1<0:3
            8=0:4
            9=0:6
            """,
            """
            #!lua flags=no-writes,allow-stale
            local function double(n)
              return 2 * n
            end
            local function one()
              return 1
            end
            local key = KEYS[1]
            return double(redis.call('LLEN', key)) + one()
            """);

    private static final CompiledScript WRAPPED = CompiledScript.readOnly(
            "wrapped",
            "14f148e3331c84554a19a64fddca1ee661721c40",
            """
            wrapped.lua
            lib/double.lua
            lib/one.lua

            1=0:1
            2*0:4
            3=1:1<0:2
            6=2:1<0:2
            9=0:3
            10=0:5
            11*0:4
            12*0:5
            """,
            """
            #!lua flags=no-writes
            local result = (function()
            local function double(n)
              return 2 * n
            end
            local function one()
              return 1
            end
            local key = KEYS[1]
            return double(redis.call('LLEN', key)) > 2
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
    public ApiLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(MAIN, WRAPPED);
    }

    /**
     * Counts without writing.
     */
    @Override
    public long main(String key) {
        return this.executor.execute(MAIN.call()
                .key("key", key)
                .returning(long.class, Reply::integer));
    }

    @Override
    public boolean wrapped(String key) {
        return this.executor.execute(WRAPPED.call()
                .key("key", key)
                .returning(boolean.class, Reply::bool));
    }
}
