package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import dev.moonlet.OnReplicas;
import dev.moonlet.ShardResult;
import dev.moonlet.ShardResults;
import io.lettuce.core.RedisFuture;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Scripts that run on every shard. */
@LuaScript("shards")
public interface Shards {

    ShardResults<Long> size();

    ShardResults<Long> note(String id);

    CompletionStage<ShardResults<Long>> noteAsync(String id);

    @LuaScript("shards/note")
    CompletableFuture<ShardResults<Long>> noteFuture(String id);

    @LuaScript("shards/note")
    RedisFuture<ShardResults<Long>> noteRedisFuture(String id);

    @LuaScript("shards/note")
    Mono<ShardResults<Long>> noteMono(String id);

    @LuaScript("shards/note")
    Flux<ShardResult<Long>> noteFlux(String id);

    ShardResults<List<String>> notes();

    @OnReplicas
    ShardResults<List<String>> notesOfReplica();

    ShardResults<String> who();

    CompletionStage<ShardResults<String>> whoAsync();

    ShardResults<String> role();

    @LuaScript("shards/role")
    @OnReplicas
    ShardResults<String> roleOfReplicas();

    ShardResults<Long> refuse(String tag);

    CompletionStage<ShardResults<Long>> refuseAsync(String tag);

    ShardResults<Long> misplaced(String prefix);

    ShardResults<Long> sweep(String pattern);
}
