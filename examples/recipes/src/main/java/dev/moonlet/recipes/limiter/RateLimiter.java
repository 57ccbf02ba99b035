package dev.moonlet.recipes.limiter;

import dev.moonlet.ScriptExecutor;
import java.util.concurrent.CompletionStage;

/**
 * Counts requests against quotas, by the server's clock.
 *
 * <pre>{@code
 * RateLimiter limiter = RateLimiter.gcra(executor);
 * Decision decision = limiter.acquire("tenant-7", 1,
 *         Quota.of("all", 1000, Duration.ofMinutes(1)),
 *         Quota.of("user:42", 10, Duration.ofSeconds(1)));
 * if (!decision.allowed()) {
 *     response.setHeader("Retry-After", String.valueOf(decision.retryAfter().toSeconds() + 1));
 * }
 * }</pre>
 *
 * <p>A request takes its permits from all quotas or from none. The quotas of one call belong to one subject, whose name is the
 * hash tag of their keys. Safe for use by several threads; the limiters of all processes share their counts.
 */
public interface RateLimiter {

    /**
     * Buckets that are full at first and refill at a steady rate: up to {@code permits} at once, and that many more in each
     * period.
     */
    static RateLimiter tokenBucket(ScriptExecutor executor) {
        TokenBucketScripts scripts = new TokenBucketScriptsLua(executor);
        return new ScriptedLimiter("token-bucket", scripts::acquire, scripts::acquireAsync);
    }

    /**
     * The generic cell rate algorithm: it allows what the token bucket allows, and keeps one number a quota, the time at which
     * the bucket is full again.
     */
    static RateLimiter gcra(ScriptExecutor executor) {
        GcraScripts scripts = new GcraScriptsLua(executor);
        return new ScriptedLimiter("gcra", scripts::acquire, scripts::acquireAsync);
    }

    /**
     * Sliding windows: not more than {@code permits} in any period, wherever it begins. It keeps an entry a permit, so a quota
     * has up to 10,000 permits.
     */
    static RateLimiter slidingWindow(ScriptExecutor executor) {
        SlidingWindowScripts scripts = new SlidingWindowScriptsLua(executor);
        return new ScriptedLimiter("window", ScriptedLimiter.MOST_OF_WINDOW, scripts::acquire, scripts::acquireAsync);
    }

    /**
     * Takes permits from all quotas, or from none.
     *
     * @param subject whom the quotas are for; a cluster keeps all of one subject on one server
     * @throws IllegalArgumentException if there is no quota, if two have the same name, if one never has that many permits, or if
     *     the subject is empty or has braces
     */
    Decision acquire(String subject, long permits, Quota... quotas);

    /** Like {@link #acquire}, without waiting for the server. */
    CompletionStage<Decision> acquireAsync(String subject, long permits, Quota... quotas);
}
