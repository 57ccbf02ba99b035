package dev.moonlet.recipes.cache;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final String CHANNEL = "cache:{prices:cup}:loaded";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static RedisClient client;
    private static StatefulRedisPubSubConnection<String, String> messages;
    private final AtomicInteger loads = new AtomicInteger();
    private final CompletableFuture<String> loading = new CompletableFuture<>();

    @BeforeAll
    static void connect() {
        client = RedisClient.create(redis.server().uri());
        messages = client.connectPubSub();
    }

    @AfterAll
    static void disconnect() {
        client.shutdown();
    }

    private static Cache cache(Duration fresh, Duration stale, Duration loading) {
        return Cache.of(
                ScriptExecutor.of(redis.connection()), messages, "prices", new Lifetimes(fresh, stale, loading));
    }

    /** A load that goes on until the test ends it. */
    private CompletableFuture<String> load(Cache cache) {
        return cache.getAsync("cup", key -> {
                    loads.incrementAndGet();
                    return loading;
                })
                .toCompletableFuture();
    }

    @Test
    void oneCallerLoadsAndTheOthersWait() {
        Cache cache = cache(LONG, Duration.ZERO, LONG);
        List<CompletableFuture<String>> callers =
                Stream.generate(() -> load(cache)).limit(50).toList();
        await().until(() -> Long.valueOf(1)
                .equals(redis.connection().sync().pubsubNumsub(CHANNEL).get(CHANNEL)));
        loading.complete("3");
        assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isEqualTo("3"));
        assertThat(loads).hasValue(1);
    }

    @Test
    void theOthersGetTheStaleValue() throws Exception {
        Cache cache = cache(Duration.ofMillis(1), LONG, LONG);
        assertThat(cache.get("cup", key -> key + " 1")).isEqualTo("cup 1");
        await().until(() -> {
            boolean found = load(cache).isDone();
            return !found && loads.get() == 1;
        });
        assertThat(load(cache).join()).isEqualTo("cup 1");
        assertThat(loads).hasValue(1);
        loading.complete("cup 2");
    }

    @Test
    void aFreshValueIsNotLoaded() throws Exception {
        Cache cache = cache(LONG, LONG, LONG);
        assertThat(cache.get("cup", key -> "1")).isEqualTo("1");
        assertThat(cache.get("cup", key -> "2")).isEqualTo("1");
        assertThat(cache.get("mug", key -> "3")).isEqualTo("3");
    }

    @Test
    void whenALoaderFailsTheNextOneLoads() {
        Cache cache = cache(LONG, LONG, LONG);
        CompletableFuture<String> failing = load(cache);
        await().until(() -> loads.get() == 1);
        CompletableFuture<String> next = cache.getAsync("cup", key -> CompletableFuture.completedStage("4"))
                .toCompletableFuture();
        loading.completeExceptionally(new IllegalStateException("out of order"));
        assertThat(next.join()).isEqualTo("4");
        assertThatThrownBy(failing::join).hasRootCauseMessage("out of order");
        assertThatThrownBy(() -> cache.get("mug", key -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(redis.connection().sync().exists("cache:{prices:mug}:loader"))
                .isZero();
    }

    @Test
    void aLoaderThatTakesTooLongIsReplacedAndStoresNothing() {
        Cache cache = cache(LONG, LONG, SHORT);
        CompletableFuture<String> slow = load(cache);
        await().until(() -> loads.get() == 1);
        await().until(() -> cache.get("cup", key -> "new").equals("new"));
        loading.complete("old");
        assertThat(slow.join()).isEqualTo("old");
        assertThat(load(cache).join()).isEqualTo("new");
    }

    @Test
    void whatWasDroppedWhileItWasLoadedIsNotStored() throws Exception {
        Cache cache = cache(LONG, LONG, LONG);
        CompletableFuture<String> before = load(cache);
        await().until(() -> loads.get() == 1);
        cache.drop("cup");
        loading.complete("before");
        assertThat(before.join()).isEqualTo("before");
        assertThat(cache.get("cup", key -> "after")).isEqualTo("after");
    }

    @Test
    void badUseIsExplained() {
        Cache cache = cache(LONG, LONG, LONG);
        assertThatThrownBy(() -> new Lifetimes(Duration.ZERO, LONG, LONG))
                .hasMessage("a fresh time of PT0S ends before it begins: give the time for which a value is used");
        assertThatThrownBy(() -> new Lifetimes(LONG, Duration.ofSeconds(-1), LONG))
                .hasMessage("a stale time must be from zero to ten years, not PT-1S");
        assertThatThrownBy(() -> cache.get("", key -> "1")).hasMessage("the key of an entry is empty");
    }
}
