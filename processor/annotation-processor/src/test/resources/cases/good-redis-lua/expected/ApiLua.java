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
 * <p>Written from script.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript SCRIPT = CompiledScript.readOnly(
            "script",
            "36467fbd75c91a4b9473996f674ae7ed3155aea2",
            """
            script.lua
            lib/text.lua

            1*0:5
            2=1:2<0:1
            5=0:3
            7=0:6
            8*0:5
            9*0:6
            """,
            """
            local result = (function()
            local function repeated(s, n)
              return string.rep(s, n)
            end
            local name = KEYS[1]
            local times = tonumber(ARGV[1])
            return repeated(redis.call('GET', name) or '', times)
            end)()
            local function as_string(v)
              if v == true then return '1' end
              if type(v) ~= 'number' or v <= -2^63 or v >= 2^63 then return v end
              return string.format('%.0f', (v < 0 and math.ceil(v) or math.floor(v)) + 0)
            end
            return as_string(result)
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
        return List.of(SCRIPT);
    }

    @Override
    public String greet(String name, int times) {
        return this.executor.execute(SCRIPT.call()
                .key("name", name)
                .integer("times", times)
                .returning(String.class, Reply::string));
    }
}
