package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Slices;
import dev.moonlet.scripts.SlicesLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/** Slices whose replies are lost, that are cancelled, and that go on elsewhere. */
class SlicesIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private FaultyProxy proxy;
    private ClientResources resources;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;

    @BeforeEach
    void connect() throws Exception {
        proxy = new FaultyProxy(redis.port());
        resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(5)))
                .build();
        client = RedisClient.create(resources, proxy.uri());
        connection = client.connect();
    }

    @AfterEach
    void close() throws Exception {
        client.shutdown();
        resources.shutdown().get();
        proxy.close();
    }

    private Slices slices() {
        return new SlicesLua(ScriptExecutor.of(connection));
    }

    private List<String> log() {
        return connection.sync().lrange("log", 0, -1);
    }

    @Test
    void aSliceWhoseReplyIsLostRunsAgainFromItsPosition() {
        List<Long> numbers = new ArrayList<>();
        for (Slices.Numbered slice : slices().numbers("log", 4)) {
            numbers.add(slice.number());
            if (slice.number() == 1) {
                proxy.cutNextReply();
            }
        }
        assertThat(numbers).containsExactly(1L, 2L, 3L, 4L);
        assertThat(log()).containsExactly("1", "2", "2", "3", "4");
        assertThat(proxy.cuts()).isEqualTo(1);
    }

    @Test
    void atMostOnceTheJobEndsThereAndGoesOnFromTheLastPosition() {
        Slices once = new SlicesLua(
                ScriptExecutor.on(connection).delivery(Delivery.AT_MOST_ONCE).build());
        Iterator<Slices.Numbered> job = once.numbers("log", 3).iterator();
        Long position = job.next().from();
        proxy.cutNextReply();
        assertThatThrownBy(job::next).isInstanceOf(InDoubtException.class);
        assertThat(once.numbersFrom("log", 3, position).stream().map(Slices.Numbered::number))
                .containsExactly(2L, 3L);
        assertThat(log()).containsExactly("1", "2", "2", "3");
    }

    @Test
    void anotherClientGoesOnFromAPositionThatWasStored() throws Exception {
        connection.sync().zadd("members", 0.1, "a");
        connection.sync().zadd("members", 1 / 3d, "b");
        connection.sync().zadd("members", 1e15 + 0.5, "c");
        Iterator<Slices.Scored> job = slices().scores("members").iterator();
        assertThat(job.next().member()).isEqualTo("a");
        Slices.Scored last = job.next();
        assertThat(last.member()).isEqualTo("b");
        String stored = Objects.requireNonNull(last.after()).toString();
        close();
        connect();
        assertThat(slices().scoresFrom("members", Double.valueOf(stored)).stream()
                        .map(Slices.Scored::member))
                .containsExactly("c", null);
    }

    @Test
    void nothingFollowsASubscriptionThatIsCancelledThoughEverythingWasAskedFor() throws Exception {
        CompletableFuture<SignalType> end = new CompletableFuture<>();
        slices().numbers("log", 1000).flux().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                requestUnbounded();
            }

            @Override
            protected void hookOnNext(Slices.Numbered slice) {
                if (slice.number() == 2) {
                    cancel();
                }
            }

            @Override
            protected void hookFinally(SignalType type) {
                end.complete(type);
            }
        });
        assertThat(end.get()).isEqualTo(SignalType.CANCEL);
        assertThat(afterTheEventLoop()).containsExactly("1", "2");
    }

    @Test
    void nothingFollowsAJobWhoseFutureIsCancelled() throws Exception {
        CompletableFuture<CompletableFuture<Void>> job = new CompletableFuture<>();
        CompletableFuture<Long> last = new CompletableFuture<>();
        job.complete(slices().numbers("log", 1000).runAsync(slice -> {
            // the first slices may end in the thread that starts the job, which does not know the future yet
            if (slice.number() >= 2 && job.isDone() && job.join().cancel(true)) {
                last.complete(slice.number());
            }
        }));
        List<String> numbers =
                LongStream.rangeClosed(1, last.get()).mapToObj(Long::toString).toList();
        assertThat(afterTheEventLoop()).isEqualTo(numbers);
    }

    @Test
    void nothingFollowsAPauseInWhichAJobIsCancelled() throws Exception {
        Duration pause = Duration.ofMillis(20);
        CompletableFuture<Slices.Numbered> first = new CompletableFuture<>();
        CompletableFuture<Void> job =
                slices().numbers("log", 1000).pausing(pause).runAsync(first::complete);
        first.get();
        job.cancel(true);
        List<String> before = afterAPause(pause);
        assertThat(afterAPause(pause)).isEqualTo(before).hasSizeLessThan(1000);
    }

    /** What is written down when the pause is over that a job makes now. */
    private List<String> afterAPause(Duration pause) throws Exception {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS))
                .get();
        return afterTheEventLoop();
    }

    /** What is written down when the event loop has done what it was doing, and the server has answered that. */
    private List<String> afterTheEventLoop() {
        connection.sync().ping();
        connection.sync().ping();
        return log();
    }

    @Test
    void aLimitIsReachedWithoutAPause() {
        Resumable<Slices.Numbered> one =
                slices().numbers("log", 3).pausing(Duration.ofHours(1)).atMost(1);
        Iterator<Slices.Numbered> job = one.iterator();
        assertThat(job.next().number()).isEqualTo(1);
        assertThat(catchThrowableOfType(SliceLimitException.class, job::next).position())
                .isEqualTo(2L);
        assertThatThrownBy(() -> one.flux().blockLast()).isInstanceOf(SliceLimitException.class);
        assertThat(log()).containsExactly("1", "1");
    }

    @Test
    void pipelinesAndTransactionsRefuseSlices() {
        Slices pipeline = new SlicesLua(Pipeline.of(connection));
        assertThatIllegalStateException()
                .isThrownBy(() -> pipeline.numbers("log", 3))
                .withMessage("script slices/numbers can't run in slices in a pipeline,"
                        + " because each slice begins where the result of the last one says");
        try (Transaction<String, String> transaction = Transaction.of(client::connect)) {
            Slices queued = new SlicesLua(transaction);
            assertThatIllegalStateException()
                    .isThrownBy(() -> queued.numbers("log", 3))
                    .withMessageStartingWith("script slices/numbers can't run in slices in a transaction, ");
        }
        assertThat(Stream.concat(log().stream(), Stream.of("end"))).containsExactly("end");
    }
}
