package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptFuture;
import io.lettuce.core.RedisFuture;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from members.lua, all.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript MEMBERS = CompiledScript.readOnly(
            "members",
            "6e74f34f687e4641f5479bc04b64b971a56e4d81",
            """
            members.lua

            1=0:1
            2=0:3
            """,
            """
            local key = KEYS[1]
            if redis.call('EXISTS', key) == 1 then
              return redis.call('SMEMBERS', key)
            end
            """);

    private static final CompiledScript ALL = CompiledScript.readOnly(
            "all",
            "b5d65f3270a60c3ad0fbd004a0bc2074049b7eaa",
            """
            all.lua

            1=0:1
            2=0:3
            """,
            """
            local key = KEYS[1]
            return redis.call('SMEMBERS', key)
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
    public void discard(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        this.executor.execute(call, ReplyDecoder.nothing());
    }

    @Override
    public Void none(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return this.executor.execute(call, ReplyDecoder.nothing());
    }

    @Override
    public Optional<List<String>> maybe(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return this.executor.execute(call, reply -> reply.skipNil() ? Optional.empty() : Optional.of(reply.list("", element -> element.string(""))));
    }

    @Override
    public List<String> blocking(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return this.executor.execute(call, reply -> reply.skipNil() ? null : reply.list("", element -> element.string("")));
    }

    @Override
    public CompletionStage<List<String>> stage(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return this.executor.executeAsync(call, reply -> reply.skipNil() ? null : reply.list("", element -> element.string("")));
    }

    @Override
    public CompletionStage<Void> discardAsync(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return this.executor.executeAsync(call, ReplyDecoder.nothing());
    }

    @Override
    public CompletableFuture<Optional<List<String>>> future(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return this.executor.<Optional<List<String>>>executeAsync(call, reply -> reply.skipNil() ? Optional.empty() : Optional.of(reply.list("", element -> element.string("")))).toCompletableFuture();
    }

    @Override
    public RedisFuture<List<String>> redisFuture(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return ScriptFuture.of(this.executor.<List<String>>executeAsync(call, reply -> reply.skipNil() ? null : reply.list("", element -> element.string(""))));
    }

    @Override
    public Mono<List<String>> mono(String key) {
        ScriptCall call = new ScriptCall(MEMBERS, 1)
                .key("key", key);
        return Mono.fromCompletionStage(() -> this.executor.executeAsync(call, reply -> reply.skipNil() ? null : reply.list("", element -> element.string(""))));
    }

    @Override
    public Flux<String> flux(String key) {
        ScriptCall call = new ScriptCall(ALL, 1)
                .key("key", key);
        return Mono.fromCompletionStage(() -> this.executor.executeAsync(call, reply -> reply.list("", element -> element.string("")))).flatMapMany(Flux::fromIterable);
    }
}
