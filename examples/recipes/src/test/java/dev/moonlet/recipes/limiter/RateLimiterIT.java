package dev.moonlet.recipes.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimiterIT {

    /** So long that a test ends before one permit comes back. */
    private static final Duration LONG = Duration.ofDays(300);

    private static final Quota TEN = Quota.of("ten", 10, LONG);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    enum Algorithm {
        TOKEN_BUCKET,
        GCRA,
        SLIDING_WINDOW;

        RateLimiter limiter() {
            return limiter(ScriptExecutor.of(redis.connection()));
        }

        RateLimiter limiter(ScriptExecutor executor) {
            return switch (this) {
                case TOKEN_BUCKET -> RateLimiter.tokenBucket(executor);
                case GCRA -> RateLimiter.gcra(executor);
                case SLIDING_WINDOW -> RateLimiter.slidingWindow(executor);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMoreIsTakenThanThereIs(Algorithm algorithm) {
        RateLimiter limiter = algorithm.limiter();
        assertThat(limiter.acquire("ann", 4, TEN)).isEqualTo(new Decision(true, 6, Duration.ZERO));
        assertThat(limiter.acquire("ann", 5, TEN)).isEqualTo(new Decision(true, 1, Duration.ZERO));
        Decision refused = limiter.acquire("ann", 2, TEN);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isEqualTo(1);
        assertThat(refused.retryAfter()).isPositive().isLessThanOrEqualTo(LONG);
        assertThat(limiter.acquire("ann", 1, TEN).allowed()).isTrue();
        assertThat(limiter.acquire("ben", 10, TEN).allowed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void permitsComeFromAllQuotasOrFromNone(Algorithm algorithm) {
        RateLimiter limiter = algorithm.limiter();
        Quota three = Quota.of("three", 3, LONG);
        assertThat(limiter.acquire("ann", 3, TEN, three)).isEqualTo(new Decision(true, 0, Duration.ZERO));
        assertThat(limiter.acquire("ann", 1, TEN, three).allowed()).isFalse();
        assertThat(limiter.acquire("ann", 1, three, TEN).allowed()).isFalse();
        assertThat(limiter.acquire("ann", 7, TEN)).isEqualTo(new Decision(true, 0, Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource
    void permitsComeBack(Algorithm algorithm) {
        RateLimiter limiter = algorithm.limiter();
        Quota quick = Quota.of("quick", 5, Duration.ofMillis(200));
        limiter.acquire("ann", 5, quick);
        await().until(() -> limiter.acquire("ann", 5, quick).allowed());
        await().until(() -> redis.connection().sync().dbsize() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void callersAtTheSameTimeShareTheQuota(Algorithm algorithm) {
        RateLimiter limiter = algorithm.limiter();
        Quota hundred = Quota.of("hundred", 100, LONG);
        List<CompletableFuture<Decision>> calls = IntStream.range(0, 300)
                .mapToObj(i -> limiter.acquireAsync("ann", 1, hundred))
                .map(CompletionStage::toCompletableFuture)
                .toList();
        assertThat(calls.stream().filter(call -> call.join().allowed())).hasSize(100);
    }

    @Test
    void noWindowHasMoreThanItsQuota() {
        RateLimiter limiter = Algorithm.SLIDING_WINDOW.limiter();
        Quota minute = Quota.of("minute", 3, Duration.ofMinutes(1));
        limiter.acquire("ann", 1, minute);
        limiter.acquire("ann", 2, minute);
        age("limit:{ann}:window:minute", 1, Duration.ofSeconds(61));
        assertThat(limiter.acquire("ann", 2, minute).allowed()).isFalse();
        assertThat(limiter.acquire("ann", 1, minute).allowed()).isTrue();
    }

    /** Has the oldest permits of a window been taken earlier. */
    private static void age(String key, int count, Duration by) {
        List<String> oldest = redis.connection().sync().zrange(key, 0, count - 1);
        oldest.forEach(entry -> redis.connection().sync().zincrby(key, -by.toNanos() / 1000.0, entry));
    }

    @Test
    void badUseIsExplained() {
        RateLimiter limiter = Algorithm.GCRA.limiter();
        Stream.of(
                        new Bad(
                                () -> limiter.acquire("ann", 11, TEN),
                                "the permits to take from the quota \"ten\" must be from 1 to 10, not 11"),
                        new Bad(() -> limiter.acquire("ann", 1), "no quota for \"ann\": give at least one"),
                        new Bad(
                                () -> limiter.acquire("ann", 1, TEN, TEN),
                                "two quotas of \"ann\" have the same name: each has to have another"),
                        new Bad(
                                () -> Quota.of("none", 0, LONG),
                                "the permits of the quota \"none\" must be from 1 to 1000000, not 0"),
                        new Bad(
                                () -> Quota.of("soon", 1, Duration.ZERO),
                                "a period of PT0S ends before it begins: give the time in which the permits come back"),
                        new Bad(
                                () -> Algorithm.SLIDING_WINDOW
                                        .limiter()
                                        .acquire("ann", 1, Quota.of("big", 10_001, LONG)),
                                "the permits of the quota \"big\" must be from 1 to 10000, not 10001"))
                .forEach(bad -> assertThatThrownBy(bad.use()::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(bad.message()));
    }

    private record Bad(Runnable use, String message) {}
}
