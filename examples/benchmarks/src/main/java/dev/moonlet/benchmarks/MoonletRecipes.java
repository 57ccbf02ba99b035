package dev.moonlet.benchmarks;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.limiter.Quota;
import dev.moonlet.recipes.limiter.RateLimiter;
import dev.moonlet.recipes.lock.Lock;
import dev.moonlet.recipes.lock.Locks;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.function.Function;

/** Callers of {@code moonlet-recipes}. */
final class MoonletRecipes {

    private MoonletRecipes() {}

    static RecipeCaller lock(int port) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
        Lock lock = Locks.of(ScriptExecutor.of(client.connect()), client.connectPubSub())
                .lock(RecipeCaller.NAME);
        Duration lease = Duration.ofSeconds(RecipeCaller.LEASE_SECONDS);
        return new RecipeCaller(
                () -> {
                    lock.tryAcquire(lease).orElseThrow().release();
                    return true;
                },
                client::shutdown);
    }

    static RecipeCaller limiter(int port, Function<ScriptExecutor, RateLimiter> algorithm) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
        RateLimiter limiter = algorithm.apply(ScriptExecutor.of(client.connect()));
        Quota quota = Quota.of("all", RecipeCaller.PERMITS, Duration.ofMillis(RecipeCaller.PERIOD_MILLIS));
        return new RecipeCaller(
                () -> limiter.acquire(RecipeCaller.NAME, 1, quota).allowed(), client::shutdown);
    }
}
