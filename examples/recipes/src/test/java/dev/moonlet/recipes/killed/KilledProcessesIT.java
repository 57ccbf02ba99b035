package dev.moonlet.recipes.killed;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.cache.Cache;
import dev.moonlet.recipes.cache.Lifetimes;
import dev.moonlet.recipes.cache.LoadTimeoutException;
import dev.moonlet.recipes.killed.HoldLog.Hold;
import dev.moonlet.recipes.lock.Locks;
import dev.moonlet.recipes.lock.Semaphore;
import dev.moonlet.recipes.reservation.Stock;
import dev.moonlet.recipes.reservation.Stock.Count;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two processes work all the time, also after others are killed that hold something. It goes on for
 * {@code -Dmoonlet.recipes.seconds}, and until at least one was killed.
 */
class KilledProcessesIT {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("moonlet.recipes.seconds", 1));

    private static final int LEAST_LOADS = 100;
    private static final Pattern CALLS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private RedisClient client;
    private ScriptExecutor executor;
    private StatefulRedisPubSubConnection<String, String> messages;

    @BeforeEach
    void connect() {
        client = RedisClient.create(redis.server().uri());
        executor = ScriptExecutor.of(redis.connection());
        messages = client.connectPubSub();
    }

    @AfterEach
    void disconnect() {
        client.shutdown();
    }

    /** Has processes work and die, and checks something each time that one of them holds something. */
    private static void killWhileTheyHold(Work work, Runnable check) throws Exception {
        redis.connection().sync().configResetstat();
        int kills = 0;
        long startedAt = System.nanoTime();
        try (WorkerProcess first = WorkerProcess.start(redis.port(), work, false);
                WorkerProcess second = WorkerProcess.start(redis.port(), work, false)) {
            do {
                try (WorkerProcess killed = WorkerProcess.start(redis.port(), work, true)) {
                    killed.awaitHolds();
                    check.run();
                }
                kills++;
                long before = number(Worker.COUNTED);
                await().until(() -> number(Worker.COUNTED) > before);
                check.run();
            } while (System.nanoTime() - startedAt < TIME.toNanos());
            assertThat(first.process().isAlive()).isTrue();
            assertThat(second.process().isAlive()).isTrue();
        }
        System.out.printf(
                "KilledProcessesIT, %s: %d s, %d processes killed, %d holds, %d calls of scripts%n",
                work,
                Duration.ofNanos(System.nanoTime() - startedAt).toSeconds(),
                kills,
                number(Worker.COUNTED),
                calls());
    }

    /** How many scripts the server has run. */
    private static long calls() {
        Matcher calls = CALLS.matcher(redis.connection().sync().info("commandstats"));
        assertThat(calls.find()).isTrue();
        return Long.parseLong(calls.group(1));
    }

    private static long number(String key) {
        String value = redis.connection().sync().get(key);
        return value == null ? 0 : Long.parseLong(value);
    }

    @Test
    void noWriteUnderALockIsLostAndNoTwoHoldsOverlap() throws Exception {
        killWhileTheyHold(Work.LOCK, () -> {
            long before = number(Work.COUNTER);
            await().until(() -> number(Work.COUNTER) > before);
        });
        assertThat(number(Work.COUNTER)).isPositive().isEqualTo(number(Work.COUNTER + ":writes"));
        List<Hold> holds = HoldLog.holds(redis.connection().sync());
        assertThat(HoldLog.overlaps(holds)).isEmpty();
        assertThat(owners()).isGreaterThan(1);
    }

    @Test
    void permitsOfKilledProcessesAreBack() throws Exception {
        Semaphore semaphore = Locks.of(executor, messages).semaphore(Work.NAME, Work.PERMITS);
        killWhileTheyHold(
                Work.SEMAPHORE, () -> assertThat(redis.connection().sync().zcard("semaphore:{" + Work.NAME + "}"))
                        .isLessThanOrEqualTo(Work.PERMITS));
        await().until(() -> semaphore.available() == Work.PERMITS);
    }

    @Test
    void unitsAreNeitherLostNorSoldTwice() throws Exception {
        Stock stock = Stock.of(executor, Work.NAME);
        long total = 1_000_000;
        stock.add(total);
        killWhileTheyHold(Work.RESERVATION, () -> {
            Count count = stock.count();
            assertThat(count.available() + count.held() + count.sold()).isEqualTo(total);
            assertThat(count.available()).isNotNegative();
            assertThat(count.held()).isNotNegative();
            await().until(() -> stock.count().sold() > count.sold());
        });
        await().until(() -> stock.count().held() == 0);
        Count end = stock.count();
        assertThat(end.available() + end.sold()).isEqualTo(total);
        assertThat(end.sold()).isPositive().satisfies(sold -> assertThat(sold % 3)
                .isZero());
    }

    @Test
    void aKilledLoaderIsReplaced() throws Exception {
        Cache cache =
                Cache.of(executor, messages, Work.NAME, new Lifetimes(Duration.ofMillis(5), Duration.ZERO, Work.LEASE));
        killWhileTheyHold(Work.CACHE, () -> await().ignoreExceptionsInstanceOf(LoadTimeoutException.class)
                .until(() -> value(cache), Work.VALUE::equals));
    }

    @Test
    void oneProcessLoadsAtATime() throws Exception {
        try (WorkerProcess first = WorkerProcess.start(redis.port(), Work.LOADS, false);
                WorkerProcess second = WorkerProcess.start(redis.port(), Work.LOADS, false)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> owners() > 1 && number(Worker.COUNTED) > LEAST_LOADS);
            assertThat(first.process().isAlive()).isTrue();
            assertThat(second.process().isAlive()).isTrue();
        }
        assertThat(HoldLog.overlaps(HoldLog.holds(redis.connection().sync()))).isEmpty();
    }

    private static long owners() {
        return HoldLog.holds(redis.connection().sync()).stream()
                .map(Hold::owner)
                .distinct()
                .count();
    }

    private static String value(Cache cache) {
        try {
            return cache.get(Work.NAME, key -> Work.VALUE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
