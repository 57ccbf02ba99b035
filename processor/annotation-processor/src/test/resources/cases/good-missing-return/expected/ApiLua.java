package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from undeclared.lua, declared.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript UNDECLARED = CompiledScript.readOnly(
            "undeclared",
            "f0e4c575f212a47f6a05898b785b6a9d46baaa55",
            """
            undeclared.lua

            1=0:1
            """,
            """
            return redis.call('GET', KEYS[1])
            """);

    private static final CompiledScript DECLARED = CompiledScript.readOnly(
            "declared",
            "2099a2062384b1dbcd5a23fe0f62d7764cb5c846",
            """
            declared.lua

            1=0:1
            2=0:3
            """,
            """
            local key = KEYS[1]
            return redis.call('GET', key)
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

    @Override
    public void nothing(String key) {
        ScriptCall call = new ScriptCall(UNDECLARED, 1)
                .key("key", key);
        this.executor.execute(call, ReplyDecoder.nothing());
    }

    @Override
    public CompletionStage<Void> later(String key) {
        ScriptCall call = new ScriptCall(UNDECLARED, 1)
                .key("key", key);
        return this.executor.executeAsync(call, ReplyDecoder.nothing());
    }

    @Override
    public Object anything(String key) {
        ScriptCall call = new ScriptCall(UNDECLARED, 1)
                .key("key", key);
        return this.executor.execute(call, reply -> reply.any(""));
    }

    @Override
    public CompletionStage<Object> anythingLater(String key) {
        ScriptCall call = new ScriptCall(UNDECLARED, 1)
                .key("key", key);
        return this.executor.executeAsync(call, reply -> reply.any(""));
    }

    @Override
    public void left(String key) {
        ScriptCall call = new ScriptCall(DECLARED, 1)
                .key("key", key);
        this.executor.execute(call, ReplyDecoder.nothing());
    }
}
