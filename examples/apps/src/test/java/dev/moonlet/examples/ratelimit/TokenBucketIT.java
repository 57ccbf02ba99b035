package dev.moonlet.examples.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.demo.EmbeddedRedis;
import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenBucketIT {

    /** So slow that nothing comes back while a test runs. */
    private static final double SLOW = 0.001;

    private static EmbeddedRedis redis;
    private static TokenBucket bucket;

    @BeforeAll
    static void start() throws Exception {
        redis = EmbeddedRedis.start();
        bucket = new TokenBucketLua(ScriptExecutor.of(redis.connection()));
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    @Test
    void aNewBucketIsFullAndPermitsAreTakenAllOrNone() throws Exception {
        assertThat(bucket.acquire("a", 10, SLOW, 7)).isEqualTo(new Decision(true, 3, Duration.ZERO));
        Decision refused = bucket.acquire("a", 10, SLOW, 4);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isEqualTo(3);
        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1000));
        assertThat(bucket.acquireAsync("a", 10, SLOW, 3).toCompletableFuture().get())
                .isEqualTo(new Decision(true, 0, Duration.ZERO));
    }

    @Test
    void permitsComeBackAtTheRate() {
        assertThat(bucket.acquire("b", 10, 1_000_000, 10).allowed()).isTrue();
        Decision later = bucket.acquire("b", 10, 1_000_000, 10);
        while (!later.allowed()) {
            assertThat(later.retryAfter()).isEqualTo(Duration.ofMillis(1));
            later = bucket.acquire("b", 10, 1_000_000, 10);
        }
        assertThat(later.remaining()).isZero();
    }

    @Test
    void aBucketIsForgottenWhenItWouldBeFull() {
        bucket.acquire("c", 10, SLOW, 1);
        assertThat(redis.connection().sync().pttl("c")).isBetween(900_000L, 1_000_001L);
    }

    @Test
    void aBucketThatHardlyRefillsIsForgottenAfterAYear() {
        assertThat(bucket.acquire("e", 10, 1e-300, 1).allowed()).isTrue();
        assertThat(redis.connection().sync().pttl("e"))
                .isBetween(1L, Duration.ofDays(365).toMillis());
    }

    @Test
    void whatCanNeverBeIsAnError() {
        assertThatThrownBy(() -> bucket.acquire("d", 10, 1, 11))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script token_bucket failed: PERMITS a bucket of 10 never gives 11 permits");
        assertThatThrownBy(() -> bucket.acquire("d", 10, 0, 1))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script token_bucket failed: REFILL a bucket refills at a rate above 0");
    }
}
