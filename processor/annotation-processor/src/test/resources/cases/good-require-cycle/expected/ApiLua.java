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
            "45c83097859fb1910b8d24bbf2d4002451dd7744",
            """
            main.lua
            even.lua
            odd.lua

            1*0:1
            14*1:1
            15=1:1
            19*1:1
            20*2:1^1:2
            21=2:1^1:2
            25*2:1^1:2
            26*0:1
            27=0:1
            29*0:1
            """,
            """
            local moonlet_modules = {}
            local function require(name)
              local module = moonlet_modules[name]
              local loader = module.loader
              if loader then
                module.loader = nil
                module.value = loader(name)
                if module.value == nil then module.value = true end
              elseif module.value == nil then
                error("loop or previous error loading module '" .. name .. "'", 2)
              end
              return module.value
            end
            moonlet_modules["even"] = { loader = function()
            local function even(n)
              return n == 0 or not require("odd")(n - 1)
            end
            return even
            end }
            moonlet_modules["odd"] = { loader = function()
            local even = require("even")
            return function(n)
              return n ~= 0 and even(n - 1)
            end
            end }
            return (function()
            local even = require("even")
            return { even(10) and 1 or 0 }
            end)()
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
