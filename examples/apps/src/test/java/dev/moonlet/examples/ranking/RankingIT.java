package dev.moonlet.examples.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.SliceLimitException;
import dev.moonlet.examples.demo.EmbeddedRedis;
import dev.moonlet.examples.ranking.RankingScripts.Recomputed;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class RankingIT {

    private static final int MILLION = 1_000_000;
    private static final Duration SHORT = Duration.ofMillis(5);

    /** From this time on, the slow log has a slice. Commands of slices are shorter, and most of them are not in it. */
    private static final long LOGGED_MICROS = 100;

    private static EmbeddedRedis redis;
    private static RankingScripts ranking;

    @BeforeAll
    static void start() throws Exception {
        redis = EmbeddedRedis.start();
        ranking = new RankingScriptsLua(ScriptExecutor.of(redis.connection()));
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    private static RedisCommands<String, String> commands() {
        return redis.connection().sync();
    }

    @BeforeEach
    void flush() {
        commands().flushall();
    }

    private static void run(String lua) {
        commands().eval(lua, ScriptOutputType.STATUS);
    }

    private static void addPlayers(int count) {
        run("for i = 1, " + count + " do local name = string.format('p%07d', i) "
                + "redis.call('ZADD', 'players', 0, name) redis.call('HSET', 'results', name .. ':wins', i % 7) end");
    }

    /** How long slices kept the server busy, by its slow log: in microseconds, in ascending order. */
    private record Busy(List<Long> micros) {

        Duration percentile(int percent) {
            return Duration.ofNanos(1000 * micros.get((micros.size() - 1) * percent / 100));
        }

        @Override
        public String toString() {
            return micros.size() + " slices, median " + millis(50) + ", p95 " + millis(95) + ", p99 " + millis(99)
                    + ", max " + millis(100);
        }

        private String millis(int percent) {
            return String.format(Locale.ROOT, "%.2f ms", percentile(percent).toNanos() / 1e6);
        }
    }

    /**
     * Runs a job whose slices keep the server busy for a few milliseconds each. Where the system interrupts the server, slices take
     * longer: one of twenty may, and a job of which more did is repeated once.
     */
    private static void runInShortSlices(String name, Runnable fill, Supplier<Iterable<?>> job) {
        Busy busy = busy(name, fill, job);
        if (busy.percentile(95).compareTo(SHORT) >= 0) {
            busy = busy(name, fill, job);
        }
        assertThat(busy.percentile(95)).as("%s: %s", name, busy).isLessThan(SHORT);
    }

    private static Busy busy(String name, Runnable fill, Supplier<Iterable<?>> job) {
        commands().flushall();
        fill.run();
        commands().configSet("slowlog-log-slower-than", String.valueOf(LOGGED_MICROS));
        commands().configSet("slowlog-max-len", "100000");
        commands().slowlogReset();
        int count = 0;
        for (Object slice : job.get()) {
            assertThat(slice).isNotNull();
            count++;
        }
        commands().configSet("slowlog-log-slower-than", "-1");
        List<Long> logged = commands().slowlogGet(100_000).stream()
                .map(List.class::cast)
                .filter(entry -> ((List<?>) entry.get(3)).get(0).toString().startsWith("EVAL"))
                .map(entry -> (Long) entry.get(2))
                .sorted()
                .toList();
        assertThat(count).isGreaterThanOrEqualTo(MILLION / 500);
        assertThat(logged).hasSizeLessThanOrEqualTo(count);
        List<Long> micros = new ArrayList<>(Collections.nCopies(count - logged.size(), LOGGED_MICROS));
        micros.addAll(logged);
        Busy busy = new Busy(micros);
        System.out.println("RankingIT, " + name + ": " + busy);
        return busy;
    }

    @Test
    void aSortedSetIsMoved() {
        runInShortSlices(
                "a sorted set is moved",
                () -> run("for i = 1, " + MILLION + " do redis.call('ZADD', 'old', i, i) end"),
                () -> ranking.move("old", "new", 100));
        assertThat(commands().exists("old")).isZero();
        assertThat(commands().zcard("new")).isEqualTo(MILLION);
        assertThat(commands().zscore("new", "77")).isEqualTo(77);
    }

    @Test
    void aLargeSetIsEmptied() {
        runInShortSlices(
                "a set is emptied",
                () -> run("for i = 1, " + MILLION + " do redis.call('SADD', 'members', i) end"),
                () -> ranking.clear("members", 100));
        assertThat(commands().exists("members")).isZero();
    }

    @Test
    void aRankingIsComputedAnew() {
        runInShortSlices(
                "a ranking is computed anew",
                () -> addPlayers(MILLION),
                () -> ranking.recompute("players", "results", "ranking", 100));
        assertThat(commands().zcard("ranking")).isEqualTo(MILLION);
        assertThat(commands().zscore("ranking", "p0000013")).isEqualTo(3 * 6);
    }

    @Test
    void slicesAreElementsOfIteratorsStreamsAndFluxes() {
        addPlayers(25);
        List<Recomputed> expected =
                List.of(new Recomputed(10, "(p0000010"), new Recomputed(10, "(p0000020"), new Recomputed(5, null));
        List<Recomputed> iterated = new ArrayList<>();
        Iterator<Recomputed> slices = ranking.recomputeSlices("players", "results", "ranking", 10);
        slices.forEachRemaining(iterated::add);
        assertThat(iterated).isEqualTo(expected);
        assertThatThrownBy(slices::next).isInstanceOf(NoSuchElementException.class);
        assertThat(ranking.streamRecomputed("players", "results", "ranking", 10))
                .isEqualTo(expected);
        assertThat(ranking.recomputed("players", "results", "ranking", 10)
                        .collectList()
                        .block())
                .isEqualTo(expected);
        List<Recomputed> received = new ArrayList<>();
        ranking.recompute("players", "results", "ranking", 10)
                .pausing(Duration.ofMillis(1))
                .runAsync(received::add)
                .join();
        assertThat(received).isEqualTo(expected);
    }

    @Test
    void aJobGoesOnFromAStoredPosition() {
        addPlayers(25);
        Recomputed first = ranking.recomputeSlice("players", "results", "ranking", 10, null);
        assertThat(first).isEqualTo(new Recomputed(10, "(p0000010"));
        assertThat(ranking.recomputeFrom("players", "results", "ranking", 10, first.after()).stream()
                        .map(Recomputed::players))
                .containsExactly(10, 5);
        assertThat(ranking.recomputeFrom("players", "results", "ranking", 20, null).stream()
                        .map(Recomputed::players))
                .containsExactly(20, 5);
    }

    @Test
    void nothingRunsThatIsNotAskedFor() {
        addPlayers(25);
        assertThat(ranking.streamRecomputed("players", "results", "ranking", 10).findFirst())
                .contains(new Recomputed(10, "(p0000010"));
        assertThat(commands().zcard("ranking")).isEqualTo(10);
        CompletableFuture<Recomputed> second = new CompletableFuture<>();
        BaseSubscriber<Recomputed> subscriber = new BaseSubscriber<>() {

            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(2);
            }

            @Override
            protected void hookOnNext(Recomputed slice) {
                if ("(p0000010".equals(slice.after())) {
                    second.complete(slice);
                }
            }
        };
        ranking.recomputed("players", "results", "ranking", 5).subscribe(subscriber);
        second.join();
        subscriber.cancel();
        assertThat(commands().zcard("ranking")).isEqualTo(10);
    }

    @Test
    void limitsSayWhereAJobStopped() {
        addPlayers(25);
        var slices = ranking.recompute("players", "results", "ranking", 10);
        SliceLimitException tooMany = catchThrowableOfType(
                SliceLimitException.class, () -> slices.atMost(2).forEach(slice -> {}));
        assertThat(tooMany)
                .hasMessage(
                        "script ranking/recompute stopped at position (p0000020 after 2 slices: the limit is 2 slices");
        assertThat(tooMany.position()).isEqualTo("(p0000020");
        assertThat(tooMany.slices()).isEqualTo(2);
        SliceLimitException tooLong =
                catchThrowableOfType(SliceLimitException.class, () -> slices.pausing(Duration.ofMillis(2))
                        .within(Duration.ofMillis(1))
                        .forEach(slice -> {}));
        assertThat(tooLong.slices()).isEqualTo(1);
        assertThatThrownBy(() -> slices.atMost(1).flux().blockLast()).isInstanceOf(SliceLimitException.class);
        assertThat(slices.atMost(3)).hasSize(3);
        assertThatThrownBy(() -> slices.atMost(0)).hasMessageContaining("has to be positive");
        assertThatThrownBy(() -> slices.within(Duration.ZERO)).hasMessageContaining("has to be positive");
        assertThatThrownBy(() -> slices.pausing(Duration.ofMillis(-1))).hasMessageContaining("negative");
    }

    @Test
    void aPauseCanBeInterruptedAndAFailureEndsTheSlices() {
        addPlayers(25);
        Iterator<Recomputed> slices = ranking.recompute("players", "results", "ranking", 10)
                .pausing(Duration.ofHours(1))
                .iterator();
        slices.next();
        Thread.currentThread().interrupt();
        assertThatThrownBy(slices::next).isInstanceOf(RedisCommandInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        commands().set("ranking2", "no sorted set");
        assertThatThrownBy(() ->
                        ranking.recomputed("players", "results", "ranking2", 10).blockLast())
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("WRONGTYPE");
    }
}
