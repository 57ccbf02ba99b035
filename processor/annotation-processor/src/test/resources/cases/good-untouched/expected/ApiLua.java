package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
            "f0e4c575f212a47f6a05898b785b6a9d46baaa55",
            """
            script.lua

            1=0:1
            """,
            """
            return redis.call('GET', KEYS[1])
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
    public long number(String key) {
        return this.executor.execute(SCRIPT.call()
                .key("key", key)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    @Override
    public CompletionStage<Optional<String>> text(String key) {
        return this.executor.executeAsync(SCRIPT.call()
                .key("key", key)
                .returning(Optional.class, ReplyDecoder.undeclared(reply ->
                        reply.optional(Reply::string))));
    }

    @Override
    public boolean flag(String key) {
        return this.executor.execute(SCRIPT.call()
                .key("key", key)
                .returning(boolean.class, ReplyDecoder.undeclared(Reply::bool)));
    }

    @Override
    public List<Api.Entry> entries(String key) {
        return this.executor.execute(SCRIPT.call()
                .key("key", key)
                .returning(List.class, ReplyDecoder.undeclared(reply ->
                        reply.list(ApiLua::readEntry))));
    }

    @Override
    public Map<String, Api.Entry> byName(String key) {
        return this.executor.execute(SCRIPT.call()
                .key("key", key)
                .returning(Map.class, ReplyDecoder.undeclared(reply ->
                        reply.map(ApiLua::readEntry))));
    }

    @Override
    public Optional<Duration> left(String key) {
        return this.executor.execute(SCRIPT.call()
                .key("key", key)
                .returning(Optional.class, reply -> reply.optional(Reply::seconds)));
    }

    private static Api.Entry readEntry(Reply reply) {
        int count = reply.fields(1, 2);
        String name = reply.string("[0]");
        Optional<Long> score = count > 1 ? reply.optional("[1]", Reply::integer) : Optional.empty();
        return new Api.Entry(name, score);
    }
}
