package dev.moonlet.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.cache.Cache;
import dev.moonlet.recipes.cache.Lifetimes;
import dev.moonlet.recipes.limiter.Quota;
import dev.moonlet.recipes.limiter.RateLimiter;
import dev.moonlet.recipes.lock.Lock;
import dev.moonlet.recipes.lock.Locks;
import dev.moonlet.recipes.lock.Semaphore;
import dev.moonlet.recipes.reservation.Stock;
import dev.moonlet.testing.RedisCluster;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe on a cluster, with names whose keys are on different masters. */
class ClusterIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final List<String> NAMES = List.of("ann", "ben", "cleo", "dan", "eve", "finn");

    private static RedisCluster cluster;
    private static RedisClusterClient client;
    private static ScriptExecutor executor;
    private static StatefulRedisPubSubConnection<String, String> messages;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        cluster = RedisCluster.start(directory, 0);
        executor = ScriptExecutor.of(cluster.connect());
        client = RedisClusterClient.create(cluster.node(0).uri());
        messages = client.connectPubSub();
    }

    @AfterAll
    static void stop() throws Exception {
        client.shutdown();
        cluster.close();
    }

    @Test
    void releasesWakeThroughTheWholeCluster() throws Exception {
        Locks locks = Locks.of(executor, messages);
        for (String name : NAMES) {
            Lock lock = locks.lock(name);
            Lock.Held first = lock.acquire(LONG, LONG);
            CompletableFuture<Lock.Held> next = lock.acquireAsync(LONG, LONG);
            assertThat(lock.tryAcquire(LONG)).isEmpty();
            first.release();
            assertThat(next.get(1, TimeUnit.MINUTES).token()).isGreaterThan(first.token());
            try (Semaphore.Held held = locks.semaphore(name, 2).acquire(2, LONG, LONG)) {
                held.extend(LONG);
            }
        }
    }

    @Test
    void theQuotasOfASubjectAreOnOneServer() {
        for (RateLimiter limiter : List.of(
                RateLimiter.tokenBucket(executor), RateLimiter.gcra(executor), RateLimiter.slidingWindow(executor))) {
            for (String name : NAMES) {
                Quota[] quotas = {Quota.of("a", 2, LONG), Quota.of("b", 3, LONG), Quota.of("c", 4, LONG)};
                assertThat(limiter.acquire(name, 2, quotas).allowed()).isTrue();
                assertThat(limiter.acquire(name, 2, quotas).allowed()).isFalse();
            }
        }
    }

    @Test
    void stocksAndCachedValuesAreOnOneServerEach() throws Exception {
        Cache cache = Cache.of(executor, messages, "greetings", new Lifetimes(LONG, LONG, LONG));
        for (String name : NAMES) {
            Stock stock = Stock.of(executor, name);
            stock.add(3);
            assertThat(stock.reserve("order", 2, LONG)).isTrue();
            assertThat(stock.confirm("order")).isTrue();
            assertThat(stock.count()).isEqualTo(new Stock.Count(1, 0, 2));
            assertThat(cache.get(name, key -> "hello " + key)).isEqualTo("hello " + name);
            cache.drop(name);
        }
    }
}
