package app;

import dev.moonlet.LuaScript;
import io.lettuce.core.RedisFuture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@LuaScript("members")
public interface Api {
    void discard(String key);

    Void none(String key);

    Optional<List<String>> maybe(String key);

    List<String> blocking(String key) throws InterruptedException;

    CompletionStage<List<String>> stage(String key);

    CompletionStage<Void> discardAsync(String key);

    CompletableFuture<Optional<List<String>>> future(String key);

    RedisFuture<List<String>> redisFuture(String key);

    Mono<List<String>> mono(String key);

    @LuaScript("all")
    Flux<String> flux(String key);
}
