package dev.moonlet.recipes.lock;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LockIT {

    private static final String KEY = "lock:{door}";
    private static final String CHANNEL = KEY + ":released";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static RedisClient client;
    private static StatefulRedisPubSubConnection<String, String> messages;
    private Locks locks;
    private Lock lock;

    @BeforeAll
    static void connect() {
        client = RedisClient.create(redis.server().uri());
        messages = client.connectPubSub();
    }

    @AfterAll
    static void disconnect() {
        client.shutdown();
    }

    @BeforeEach
    void lock() {
        locks = Locks.of(ScriptExecutor.of(redis.connection()), messages);
        lock = locks.lock("door");
    }

    private Lock.Held acquired() {
        return lock.tryAcquire(LONG).orElseThrow();
    }

    /** Waits for the lock, whose wait has begun when this returns. */
    private CompletableFuture<Lock.Held> waiting(Duration wait) {
        CompletableFuture<Lock.Held> next = lock.acquireAsync(LONG, wait);
        await().until(() -> subscribers() == 1);
        return next;
    }

    private static long subscribers() {
        return redis.connection().sync().pubsubNumsub(CHANNEL).getOrDefault(CHANNEL, 0L);
    }

    @Test
    void oneOwnerHasItAtATime() {
        try (Lock.Held held = acquired()) {
            assertThat(lock.tryAcquire(LONG)).isEmpty();
            held.extend(LONG);
        }
        assertThat(lock.tryAcquire(LONG)).isPresent();
    }

    @Test
    void tokensGrow() {
        long first;
        try (Lock.Held held = acquired()) {
            first = held.token();
        }
        assertThat(acquired().token()).isGreaterThan(first);
    }

    @Test
    void tokensGrowAlthoughTheClockWasSetBack() {
        String future = "8000000000000000";
        redis.connection().sync().set(KEY + ":fence", future);
        assertThat(acquired().token()).isEqualTo(Long.parseLong(future) + 1);
    }

    @Test
    void theOwnerAloneReleasesAndExtends() {
        Lock.Held first = acquired();
        redis.connection().sync().del(KEY);
        Lock.Held second = acquired();
        assertThatThrownBy(() -> first.extend(LONG)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(first::release)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageStartingWith("the lease of lock:{door} has ended");
        assertThat(first.lost().toCompletableFuture()).isCompleted();
        second.release();
        assertThat(lock.tryAcquire(LONG)).isPresent();
    }

    @Test
    void aReleaseWakesTheOneThatWaits() throws Exception {
        Lock.Held first = acquired();
        CompletableFuture<Lock.Held> next = waiting(LONG);
        assertThat(next).isNotDone();
        first.release();
        assertThat(next.get(1, TimeUnit.MINUTES).token()).isGreaterThan(first.token());
        await().until(() -> subscribers() == 0);
    }

    @Test
    void theEndOfALeaseWakesWithoutAMessage() throws Exception {
        Lock.Held first = lock.tryAcquire(SHORT).orElseThrow();
        Lock.Held second = lock.acquire(LONG, LONG);
        assertThat(second.token()).isGreaterThan(first.token());
        assertThatThrownBy(first::close).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aNewSubscriptionMakesUpForLostMessages() throws Exception {
        acquired();
        CompletableFuture<Lock.Held> next = waiting(LONG);
        redis.connection().sync().del(KEY);
        redis.connection().sync().clientKill(KillArgs.Builder.typePubsub());
        assertThat(next.get(1, TimeUnit.MINUTES).token()).isPositive();
    }

    @Test
    void anotherUserOfTheConnectionMayGiveUpTheChannel() throws Exception {
        Lock.Held first = acquired();
        CompletableFuture<Lock.Held> next = waiting(LONG);
        messages.sync().unsubscribe(CHANNEL);
        await().until(() -> subscribers() == 1);
        first.release();
        assertThat(next.get(1, TimeUnit.MINUTES).token()).isGreaterThan(first.token());
    }

    @Test
    void whatCannotBeHadInTimeIsAnException() {
        acquired();
        assertThatThrownBy(() -> lock.acquire(LONG, SHORT))
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessage("lock:{door} could not be acquired within PT0.05S");
        assertThatThrownBy(() -> lock.acquire(LONG, Duration.ZERO)).isInstanceOf(AcquireTimeoutException.class);
        await().until(() -> subscribers() == 0);
    }

    @Test
    void aWaitThatIsCancelledLeavesTheLockFree() {
        Lock.Held first = acquired();
        CompletableFuture<Lock.Held> next = waiting(LONG);
        next.cancel(false);
        await().until(() -> subscribers() == 0);
        first.release();
        assertThat(lock.tryAcquire(LONG)).isPresent();
    }

    @Test
    void anInterruptedThreadHoldsNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lock.acquire(LONG, LONG)).isInstanceOf(InterruptedException.class);
        assertThat(lock.acquireAsync(LONG, LONG).join().token()).isPositive();
    }

    @Test
    void keptAliveItOutlivesItsLease() {
        try (Lock.Held held = lock.tryAcquire(LONG).orElseThrow()) {
            held.keepAlive(Duration.ofSeconds(3));
            redis.connection().sync().pexpire(KEY, 2500);
            await().until(() -> redis.connection().sync().pttl(KEY) > 2500);
        }
        assertThat(redis.connection().sync().exists(KEY)).isZero();
    }

    @Test
    void keptAliveItReportsThatItWasLost() throws Exception {
        Lock.Held held = acquired();
        held.keepAlive(SHORT);
        redis.connection().sync().del(KEY);
        assertThat(held.lost().toCompletableFuture().get(1, TimeUnit.MINUTES).key())
                .isEqualTo(KEY);
    }

    @Test
    void keptAliveItIsLostWhenTheServerDoesNotAnswerForALease() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            RedisClient cutOff = RedisClient.create(proxy.uri());
            try {
                Lock.Held held = Locks.of(ScriptExecutor.of(cutOff.connect()), cutOff.connectPubSub())
                        .lock("door")
                        .tryAcquire(LONG)
                        .orElseThrow();
                held.keepAlive(Duration.ofSeconds(2));
                proxy.hold();
                assertThat(held.lost().toCompletableFuture()).isNotDone();
                assertThat(held.lost()
                                .toCompletableFuture()
                                .get(1, TimeUnit.MINUTES)
                                .key())
                        .isEqualTo(KEY);
            } finally {
                proxy.release();
                cutOff.shutdown(0, 0, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void badUseIsExplained() {
        assertThatThrownBy(() -> lock.tryAcquire(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a lease of PT0S ends before it begins:"
                        + " give the time that the work takes at most, or call keepAlive");
        assertThatThrownBy(() -> lock.acquire(LONG, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a wait of PT-1S is over before it begins: give Duration.ZERO to try once");
        assertThatThrownBy(() -> locks.lock("a{b}"))
                .hasMessage("the name of a lock has braces: \"a{b}\"; it becomes a hash tag, {ab}, so leave them out");
        assertThatThrownBy(() -> locks.lock("")).hasMessage("the name of a lock is empty: give each lock a name");
    }
}
