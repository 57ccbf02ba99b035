package dev.moonlet.spring;

import dev.moonlet.LuaScript;
import dev.moonlet.ShardResults;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** The scripts of {@code src/test/lua/counter}. Its implementation is a component. */
@LuaScript("counter")
interface Counter {

    long add(String counter, long by);

    CompletionStage<Long> addAsync(String counter, long by);

    long total(String counter);

    /** How many keys each shard has. */
    ShardResults<Long> size();

    CompletionStage<ShardResults<Long>> sizeAsync();

    /** Fails for a counter, which is not a list. */
    long fail(String counter);

    CompletionStage<Long> failAsync(String counter);

    /** What is left; a failure that the script declares if nothing is. */
    long take(String counter);

    @LuaScript("counter/add")
    Mono<Long> addLater(String counter, long by);

    @LuaScript("counter/fail")
    Mono<Long> failLater(String counter);
}
