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
 * <p>Written from jobs/main.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MAIN = CompiledScript.readOnly(
            "jobs/main",
            "de6648692395a076160ca66ae1cfd77d5b756bd8",
            """
            jobs/main.lua
            lib/util.lua
            v1.2/api.lua

            1*0:1
            14*1:1
            15=1:1
            16*1:1
            18*2:1^0:3
            19=2:1^0:3
            20*2:1^0:3
            21*0:1
            22=0:1
            27*0:1
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
            moonlet_modules["lib.util"] = { loader = function()
            return 1
            end }
            moonlet_modules["lib/util"] = moonlet_modules["lib.util"]
            moonlet_modules["v1.2/api"] = { loader = function()
            return 2
            end }
            return (function()
            local util = require("lib.util")
            local same = require "lib/util"
            local dotted = require("v1.2/api")
            local _, maybe = pcall(require, "lib.util")
            return { util, same, dotted, maybe }
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
