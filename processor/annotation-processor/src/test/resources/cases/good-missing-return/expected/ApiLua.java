package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
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

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(UNDECLARED, DECLARED);
    }

    @Override
    public void nothing(String key) {
        this.executor.execute(nothingCall(key));
    }

    @Override
    public CompletionStage<Void> later(String key) {
        return this.executor.executeAsync(nothingCall(key));
    }

    @Override
    public Object anything(String key) {
        return this.executor.execute(anythingCall(key));
    }

    @Override
    public CompletionStage<Object> anythingLater(String key) {
        return this.executor.executeAsync(anythingCall(key));
    }

    @Override
    public void left(String key) {
        this.executor.execute(DECLARED.call()
                .key("key", key)
                .returning(Void.class, ReplyDecoder.nothing()));
    }

    private static ScriptInvocation<Void> nothingCall(String key) {
        return UNDECLARED.call()
                .key("key", key)
                .returning(Void.class, ReplyDecoder.nothing());
    }

    private static ScriptInvocation<Object> anythingCall(String key) {
        return UNDECLARED.call()
                .key("key", key)
                .returning(Object.class, Reply::any);
    }
}
