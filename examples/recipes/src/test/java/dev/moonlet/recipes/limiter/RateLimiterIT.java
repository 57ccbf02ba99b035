package dev.moonlet.recipes.limiter;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** A permit in a hundred seconds. */
    private static final Quota SLOW = Quota.of("slow", 10, Duration.ofSeconds(1000));

    /** In microseconds. */
    private static final long SECOND = 1_000_000;

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

        /** Stores a state of {@link #SLOW} in which half of its permits can be taken from a time on, in microseconds since 1970. */
        void storeDue(long due) {
            RedisCommands<String, String> commands = redis.connection().sync();
            commands.flushall();
            switch (this) {
                case TOKEN_BUCKET ->
                    commands.hset(
                            "limit:{ann}:token-bucket:slow", Map.of("tokens", "2.5", "at", "" + (due - 250 * SECOND)));
                case GCRA -> commands.set("limit:{ann}:gcra:slow", "" + (due + 500 * SECOND));
                case SLIDING_WINDOW ->
                    // eight are taken, so the third has to leave the window
                    Stream.of(-70, -30, 0, 20, 50, 60, 65, 80)
                            .map(seconds -> due + (seconds - 1000) * SECOND)
                            .forEach(time -> commands.zadd("limit:{ann}:window:slow", time, "" + time));
            }
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

    /** The server's clock, which is read before and after a call, says when the call ran. */
    @ParameterizedTest
    @EnumSource
    void retryAfterIsTheTimeUntilThePermitsAreThere(Algorithm algorithm) {
        RateLimiter limiter = algorithm.limiter();
        long before = micros();
        long due = before + 120 * SECOND;
        algorithm.storeDue(due);
        Decision refused = limiter.acquire("ann", 5, SLOW);
        long after = micros();
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter().toMillis()).isBetween(millis(due - after), millis(due - before));
        algorithm.storeDue(due - refused.retryAfter().toNanos() / 1000);
        assertThat(limiter.acquire("ann", 5, SLOW).allowed())
                .as("when that time is over")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void justBeforeThatTimeACallIsRefused(Algorithm algorithm) {
        RateLimiter limiter = algorithm.limiter();
        Decision decision;
        long due;
        long margin = 500;
        do { // until the call has run before that time for certain
            margin *= 2;
            due = micros() + margin;
            algorithm.storeDue(due);
            decision = limiter.acquire("ann", 5, SLOW);
        } while (micros() >= due);
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.retryAfter().toMillis()).isBetween(1L, millis(margin));
    }

    /** The server's clock, in microseconds since 1970. */
    private static long micros() {
        List<String> time = redis.connection().sync().time();
        return Long.parseLong(time.get(0)) * SECOND + Long.parseLong(time.get(1));
    }

    /** Microseconds in milliseconds, rounded up. */
    private static long millis(long micros) {
        return (micros + 999) / 1000;
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
