package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptFuture;
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

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(MEMBERS, ALL);
    }

    @Override
    public void discard(String key) {
        this.executor.execute(discardCall(key));
    }

    @Override
    public Void none(String key) {
        return this.executor.execute(discardCall(key));
    }

    @Override
    public Optional<List<String>> maybe(String key) {
        return this.executor.execute(maybeCall(key));
    }

    @Override
    public List<String> blocking(String key) {
        return this.executor.execute(blockingCall(key));
    }

    @Override
    public CompletionStage<List<String>> stage(String key) {
        return this.executor.executeAsync(blockingCall(key));
    }

    @Override
    public CompletionStage<Void> discardAsync(String key) {
        return this.executor.executeAsync(discardCall(key));
    }

    @Override
    public CompletableFuture<Optional<List<String>>> future(String key) {
        return this.executor.executeAsync(maybeCall(key)).toCompletableFuture();
    }

    @Override
    public RedisFuture<List<String>> redisFuture(String key) {
        return ScriptFuture.of(this.executor.executeAsync(blockingCall(key)));
    }

    @Override
    public Mono<List<String>> mono(String key) {
        return Mono.fromCompletionStage(() -> this.executor.executeAsync(blockingCall(key)));
    }

    @Override
    public Flux<String> flux(String key) {
        return Mono.fromCompletionStage(() -> this.executor.executeAsync(fluxCall(key)))
                .flatMapMany(Flux::fromIterable);
    }

    private static ScriptInvocation<Void> discardCall(String key) {
        return MEMBERS.call()
                .key("key", key)
                .returning(Void.class, ReplyDecoder.nothing());
    }

    private static ScriptInvocation<Optional<List<String>>> maybeCall(String key) {
        return MEMBERS.call()
                .key("key", key)
                .returning(Optional.class, reply -> reply.optional(present ->
                        present.list(Reply::string)));
    }

    private static ScriptInvocation<List<String>> blockingCall(String key) {
        return MEMBERS.call()
                .key("key", key)
                .returning(List.class, reply -> reply.skipNil() ? null : reply.list(Reply::string));
    }

    private static ScriptInvocation<List<String>> fluxCall(String key) {
        return ALL.call()
                .key("key", key)
                .returning(List.class, reply -> reply.list(Reply::string));
    }
}
