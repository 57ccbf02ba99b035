package app;

import dev.moonlet.LuaScript;
import dev.moonlet.OnReplicas;
import dev.moonlet.ShardResult;
import dev.moonlet.ShardResults;
import io.lettuce.core.RedisFuture;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@LuaScript("tally")
public interface Api {
    ShardResults<Tally> tally(String shard, long step);

    CompletionStage<ShardResults<Tally>> stage(String shard, long step);

    CompletableFuture<ShardResults<Tally>> future(String shard, long step);

    RedisFuture<ShardResults<Tally>> redisFuture(String shard, long step);

    Mono<ShardResults<Tally>> mono(String shard, long step);

    Flux<ShardResult<Tally>> flux(String shard, long step);

    @LuaScript("size")
    ShardResults<Long> size();

    @LuaScript("size")
    @OnReplicas
    ShardResults<Long> sizeOfReplicas();

    @LuaScript("flush")
    ShardResults<Void> flush();

    @LuaScript("newest")
    Flux<ShardResult<Optional<String>>> newest();

    record Tally(long count, String tag) {}
}
