package dev.moonlet.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RFencedLock;
import org.redisson.api.RLock;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Callers of Redisson. */
final class RedissonRecipes {

    private RedissonRecipes() {}

    private static RedissonClient connect(int port) {
        Config config = new Config();
        config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        return Redisson.create(config);
    }

    /** With a lease, as the recipe has one: without, a watchdog extends it. */
    static RecipeCaller lock(int port) {
        RedissonClient client = connect(port);
        RLock lock = client.getLock("redisson:" + RecipeCaller.NAME);
        return new RecipeCaller(
                () -> {
                    boolean locked = lock.tryLock(0, RecipeCaller.LEASE_SECONDS, TimeUnit.SECONDS);
                    lock.unlock();
                    return locked;
                },
                client::shutdown);
    }

    static RecipeCaller fencedLock(int port) {
        RedissonClient client = connect(port);
        RFencedLock lock = client.getFencedLock("redisson:fenced:" + RecipeCaller.NAME);
        return new RecipeCaller(
                () -> {
                    Long token = lock.tryLockAndGetToken(0, RecipeCaller.LEASE_SECONDS, TimeUnit.SECONDS);
                    lock.unlock();
                    return token != null;
                },
                client::shutdown);
    }

    static RecipeCaller limiter(int port) {
        RedissonClient client = connect(port);
        RRateLimiter limiter = client.getRateLimiter("redisson:limit:" + RecipeCaller.NAME);
        limiter.trySetRate(RateType.OVERALL, RecipeCaller.PERMITS, Duration.ofMillis(RecipeCaller.PERIOD_MILLIS));
        return new RecipeCaller(limiter::tryAcquire, client::shutdown);
    }
}
