package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from get.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
final class ApiLua implements Api {
    private static final CompiledScript GET = CompiledScript.readOnly(
            "get",
            "7721f0dff85b85894eb48d3be58558d404582da0",
            """
            get.lua

            1=0:1
            2=0:3
            """,
            """
            local key = KEYS[1]
            return redis.call('GET', key) or ''
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
        return List.of(GET);
    }

    @Override
    public String get(String key) {
        return this.executor.execute(getCall(key));
    }

    @Override
    public CompletionStage<String> getAsync(String key) {
        return this.executor.executeAsync(getCall(key));
    }

    @Override
    public String patient(String key) {
        return this.executor.execute(GET.call()
                .key("key", key)
                .readTimeout(2000)
                .returning(String.class, Reply::string));
    }

    @Override
    public CompletionStage<String> hasty(String key) {
        return this.executor.executeAsync(GET.call()
                .key("key", key)
                .readTimeout(1)
                .returning(String.class, Reply::string));
    }

    @Override
    public String longest(String key) {
        return this.executor.execute(GET.call()
                .key("key", key)
                .readTimeout(2145600000)
                .returning(String.class, Reply::string));
    }

    @Override
    public String minute(String key) {
        return this.executor.execute(GET.call()
                .key("key", key)
                .readTimeout(60000)
                .returning(String.class, Reply::string));
    }

    private static ScriptInvocation<String> getCall(String key) {
        return GET.call()
                .key("key", key)
                .readTimeout(500)
                .returning(String.class, Reply::string);
    }
}
