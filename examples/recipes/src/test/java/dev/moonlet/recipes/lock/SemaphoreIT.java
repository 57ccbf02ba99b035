package dev.moonlet.recipes.lock;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SemaphoreIT {

    private static final String KEY = "semaphore:{exports}";
    private static final String CHANNEL = KEY + ":released";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static RedisClient client;
    private static Locks locks;
    private Semaphore semaphore;

    @BeforeAll
    static void connect() {
        client = RedisClient.create(redis.server().uri());
        locks = Locks.of(ScriptExecutor.of(redis.connection()), client.connectPubSub());
    }

    @AfterAll
    static void disconnect() {
        client.shutdown();
    }

    @BeforeEach
    void semaphore() {
        semaphore = locks.semaphore("exports", 5);
    }

    @Test
    void permitsAreTakenAllOrNone() {
        Semaphore.Held three = semaphore.tryAcquire(3, LONG).orElseThrow();
        assertThat(semaphore.tryAcquire(3, LONG)).isEmpty();
        assertThat(semaphore.available()).isEqualTo(2);
        Semaphore.Held two = semaphore.tryAcquire(2, LONG).orElseThrow();
        assertThat(semaphore.available()).isZero();
        assertThat(two.token()).isGreaterThan(three.token());
        three.release();
        assertThat(semaphore.available()).isEqualTo(3);
        two.extend(LONG);
        two.release();
        assertThat(redis.connection().sync().exists(KEY)).isZero();
    }

    @Test
    void aReleaseWakesThoseThatWait() throws Exception {
        Semaphore.Held all = semaphore.tryAcquire(5, LONG).orElseThrow();
        CompletableFuture<Semaphore.Held> first = semaphore.acquireAsync(3, LONG, LONG);
        CompletableFuture<Semaphore.Held> second = semaphore.acquireAsync(2, LONG, LONG);
        await().until(() -> Long.valueOf(1)
                .equals(redis.connection().sync().pubsubNumsub(CHANNEL).get(CHANNEL)));
        all.release();
        first.get(1, TimeUnit.MINUTES);
        second.get(1, TimeUnit.MINUTES);
        assertThat(semaphore.available()).isZero();
    }

    @Test
    void theLeasesInTheWayEndTheWait() throws Exception {
        assertThat(semaphore.tryAcquire(2, LONG)).isPresent();
        Semaphore.Held ending = semaphore.tryAcquire(3, SHORT).orElseThrow();
        semaphore.acquire(3, LONG, LONG);
        assertThat(semaphore.available()).isZero();
        assertThatThrownBy(() -> ending.extend(LONG)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(ending::release).isInstanceOf(LeaseLostException.class);
        assertThat(semaphore.available()).isZero();
    }

    @Test
    void whatCannotBeHadInTimeIsAnException() {
        assertThat(semaphore.tryAcquire(5, LONG)).isPresent();
        assertThatThrownBy(() -> semaphore.acquire(1, LONG, SHORT)).isInstanceOf(AcquireTimeoutException.class);
    }

    @Test
    void badUseIsExplained() {
        assertThatThrownBy(() -> semaphore.tryAcquire(6, LONG))
                .hasMessage("the permits to take from semaphore:{exports} must be from 1 to 5, not 6");
        assertThatThrownBy(() -> locks.semaphore("exports", 0))
                .hasMessage("the permits of a semaphore must be from 1 to 10000, not 0");
        assertThatThrownBy(() -> semaphore.tryAcquire(1, Duration.ZERO))
                .hasMessageStartingWith("a lease of PT0S ends before it begins");
    }
}
