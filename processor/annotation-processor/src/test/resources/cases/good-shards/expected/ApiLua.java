package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResult;
import dev.moonlet.ShardResults;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptFuture;
import dev.moonlet.codegen.ShardFlux;
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
 * <p>Written from tally.lua, size.lua, flush.lua, newest.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledScript TALLY = CompiledScript.of(
            "tally",
            "87fa443a4e89b199fb38482debc943f979611fe1",
            """
            tally.lua

            1*0:7
            2=0:2
            7=0:8
            9*0:7
            10*0:9
            """,
            """
            local result = (function()
            local shard = ARGV[1]
            local place = ARGV[2]
            local counter = KEYS[1]
            local log = KEYS[2]
            local step = tonumber(ARGV[3])
            redis.call('RPUSH', log, step)
            return { redis.call('INCRBY', counter, step) or false, place or false }
            end)()
            return result
            """);

    private static final CompiledScript SIZE = CompiledScript.readOnly(
            "size",
            "a123dbdb65a98cf6b6471eca9855e6592d4adc7a",
            """
            size.lua

            1=0:2
            """,
            """
            return redis.call('DBSIZE')
            """);

    private static final CompiledScript FLUSH = CompiledScript.of(
            "flush",
            "84abd13e8145d6a5fac3582be30d6721f888ac1a",
            """
            flush.lua

            1=0:1
            """,
            """
            redis.call('FLUSHALL')
            """);

    private static final CompiledScript NEWEST = CompiledScript.readOnly(
            "newest",
            "e4449f35b2b29ad3dd9521dc7601c890297edf7e",
            """
            newest.lua

            1=0:1
            3=0:4
            """,
            """
            local place = ARGV[1]
            local newest = KEYS[1]
            return redis.call('GET', newest)
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
        return List.of(TALLY, SIZE, FLUSH, NEWEST);
    }

    /**
     * Counts on every shard.
     *
     * @param shard what is counted
     */
    @Override
    public ShardResults<Api.Tally> tally(String shard, long step) {
        return this.executor.executeOnShards(tallyCall(shard, step));
    }

    /**
     * Counts on every shard.
     *
     * @param shard what is counted
     */
    @Override
    public CompletionStage<ShardResults<Api.Tally>> stage(String shard, long step) {
        return this.executor.executeOnShardsAsync(tallyCall(shard, step));
    }

    /**
     * Counts on every shard.
     *
     * @param shard what is counted
     */
    @Override
    public CompletableFuture<ShardResults<Api.Tally>> future(String shard, long step) {
        return this.executor.executeOnShardsAsync(tallyCall(shard, step)).toCompletableFuture();
    }

    /**
     * Counts on every shard.
     *
     * @param shard what is counted
     */
    @Override
    public RedisFuture<ShardResults<Api.Tally>> redisFuture(String shard, long step) {
        return ScriptFuture.of(this.executor.executeOnShardsAsync(tallyCall(shard, step)));
    }

    /**
     * Counts on every shard.
     *
     * @param shard what is counted
     */
    @Override
    public Mono<ShardResults<Api.Tally>> mono(String shard, long step) {
        return Mono.fromCompletionStage(() -> this.executor.executeOnShardsAsync(tallyCall(shard,
                step)));
    }

    /**
     * Counts on every shard.
     *
     * @param shard what is counted
     */
    @Override
    public Flux<ShardResult<Api.Tally>> flux(String shard, long step) {
        return ShardFlux.of(this.executor, () -> tallyCall(shard, step));
    }

    @Override
    public ShardResults<Long> size() {
        return this.executor.executeOnShards(SIZE.onShards(shard -> SIZE.call()
                .returning(long.class, Reply::integer)));
    }

    @Override
    public ShardResults<Long> sizeOfReplicas() {
        return this.executor.executeOnShards(SIZE.onReplicas(shard -> SIZE.call()
                .returning(long.class, Reply::integer)));
    }

    @Override
    public ShardResults<Void> flush() {
        return this.executor.executeOnShards(FLUSH.onShards(shard -> FLUSH.call()
                .returning(Void.class, ReplyDecoder.nothing())));
    }

    @Override
    public Flux<ShardResult<Optional<String>>> newest() {
        return ShardFlux.of(this.executor, () -> newestCall());
    }

    private static ShardInvocation<Api.Tally> tallyCall(String shard, long step) {
        return TALLY.onShards(_shard -> TALLY.call()
                .computedKey("counter", call -> call
                        .string("counter", "tally:{")
                        .string("place", _shard)
                        .string("counter", "}"))
                .computedKey("log", call -> call
                        .string("log", "tally:{")
                        .string("place", _shard)
                        .string("log", "}")
                        .string("log", ":")
                        .string("shard", shard))
                .string("shard", shard)
                .string("place", _shard)
                .integer("step", step)
                .returning(Api.Tally.class, ApiLua::readTally));
    }

    private static ShardInvocation<Optional<String>> newestCall() {
        return NEWEST.onShards(shard -> NEWEST.call()
                .computedKey("newest", call -> call.string("place", shard))
                .string("place", shard)
                .returning(Optional.class, reply -> reply.optional(Reply::string)));
    }

    private static Api.Tally readTally(Reply reply) {
        reply.fields(2);
        long count = reply.integer(".count");
        String tag = reply.string(".tag");
        return new Api.Tally(count, tag);
    }
}
