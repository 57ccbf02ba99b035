package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptSources;
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
            "20171e27a0ea444903b197886d82f0c26f2a21cc",
            """
            lib/text.lua
            script.lua

            1=0:2<1:1
            4=1:3
            6=1:6
            """,
            """
            local function repeated(s, n)
              return string.rep(s, n)
            end
            local name = KEYS[1]
            local times = tonumber(ARGV[1])
            return repeated(redis.call('GET', name), times)
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public ApiLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        ScriptSources.requireUnchanged(ApiLua.class,
                "d0c79d2c ../../src/main/lua/script.lua",
                "10745ef5 ../../src/main/lua/lib/text.lua");
    }

    @Override
    public String greet(String name, int times) {
        ScriptCall call = new ScriptCall(SCRIPT, 2)
                .key("name", name)
                .integer("times", times);
        return this.executor.execute(call, reply -> reply.string(""));
    }
}
