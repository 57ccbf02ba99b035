package dev.moonlet.recipes.queue;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.payload.Payloads;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How takes wait, and what wakes them. */
class WaitingTakeIT {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Pattern EVALSHA = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private RedisClient client;
    private FaultyProxy proxy;
    private RedisClient proxied;
    private JobQueue<String> queue;

    @BeforeEach
    void open() throws Exception {
        client = RedisClient.create(redis.server().uri());
        proxy = new FaultyProxy(redis.port());
        proxied = RedisClient.create(proxy.uri());
        queue = queue(LONG);
    }

    @AfterEach
    void close() throws Exception {
        client.shutdown(0, 0, TimeUnit.SECONDS);
        proxied.shutdown(0, 0, TimeUnit.SECONDS);
        proxy.close();
    }

    private JobQueue<String> queue(Duration lease) {
        return new JobQueue<>(
                ScriptExecutor.of(redis.connection()),
                client.connectPubSub(),
                "q",
                Payloads.strings(),
                QueueSettings.defaults().withLease(lease));
    }

    /** A take that has looked, and has found nothing. */
    private static CompletableFuture<List<LeasedJob<String>>> waiting(JobQueue<String> queue) {
        long before = calls();
        CompletableFuture<List<LeasedJob<String>>> taken =
                queue.takeAsync(1, LONG).toCompletableFuture();
        await().until(() -> calls() > before);
        assertThat(taken).isNotDone();
        return taken;
    }

    private static long calls() {
        Matcher calls = EVALSHA.matcher(redis.connection().sync().info("commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    @Test
    void takesEndWithNothingWhenTheirTimeIsOver() throws Exception {
        assertThat(queue.take(1, Duration.ZERO)).isEmpty();
        assertThat(queue.take(1, Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void addingAJobWakesATake() {
        CompletableFuture<List<LeasedJob<String>>> taken = waiting(queue);
        queue.add(NewJob.of("a", "x"));
        assertThat(taken.join()).map(LeasedJob::id).containsExactly("a");
    }

    @Test
    void whatIsTakenAwayByAnotherTakeKeepsATakeWaiting() {
        JobQueue<String> other = queue(LONG);
        List<CompletableFuture<List<LeasedJob<String>>>> taken = List.of(
                queue.takeAsync(1, LONG).toCompletableFuture(),
                other.takeAsync(1, LONG).toCompletableFuture());
        queue.add(NewJob.of("a", "x"));
        await().until(() -> taken.stream().anyMatch(CompletableFuture::isDone));
        queue.add(NewJob.of("b", "x"));
        assertThat(taken.stream().flatMap(each -> each.join().stream()).map(LeasedJob::id))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void jobsThatBecomeDueAreTaken() throws Exception {
        queue.add(NewJob.of("a", "x").withDelay(Duration.ofMillis(50)));
        assertThat(queue.take(1, LONG)).map(LeasedJob::id).containsExactly("a");
    }

    @Test
    void jobsWhoseLeaseEndsAreTaken() throws Exception {
        queue.add(NewJob.of("a", "x"));
        queue(Duration.ofMillis(50)).poll(1);
        assertThat(queue.take(1, LONG)).map(LeasedJob::attempt).containsExactly(2);
    }

    @Test
    void aLeaseThatIsCutShortWakesATake() {
        queue.add(NewJob.of("a", "x"));
        LeasedJob<String> job = queue.poll(1).get(0);
        CompletableFuture<List<LeasedJob<String>>> taken = waiting(queue);
        job.extend(Duration.ofMillis(1));
        assertThat(taken.join()).map(LeasedJob::attempt).containsExactly(2);
    }

    @Test
    void failedReleasedAndRequeuedJobsWakeATake() {
        JobQueue<String> hasty = new JobQueue<>(
                ScriptExecutor.of(redis.connection()),
                client.connectPubSub(),
                "q",
                Payloads.strings(),
                QueueSettings.defaults().withPauses(Duration.ofMillis(1), LONG).withMaxAttempts(2));
        hasty.add(NewJob.of("a", "x"));
        LeasedJob<String> job = hasty.poll(1).get(0);
        CompletableFuture<List<LeasedJob<String>>> afterRelease = waiting(hasty);
        job.release();
        job = afterRelease.join().get(0);
        CompletableFuture<List<LeasedJob<String>>> afterFailure = waiting(hasty);
        job.fail("broken");
        job = afterFailure.join().get(0);
        CompletableFuture<List<LeasedJob<String>>> afterDeath = waiting(hasty);
        assertThat(job.fail("broken")).isEqualTo(FailedJob.DEAD);
        hasty.deadLetters().requeue("a");
        assertThat(afterDeath.join()).map(LeasedJob::attempt).containsExactly(1);
    }

    @Test
    void aMessageThatIsLostWithItsConnectionIsMadeUpFor() {
        JobQueue<String> deaf = new JobQueue<>(
                ScriptExecutor.of(redis.connection()),
                proxied.connectPubSub(),
                "q",
                Payloads.strings(),
                QueueSettings.defaults());
        CompletableFuture<List<LeasedJob<String>>> taken = waiting(deaf);
        proxy.hold();
        redis.connection().sync().clientKill(KillArgs.Builder.typePubsub());
        deaf.add(NewJob.of("a", "x"));
        proxy.release();
        assertThat(taken.join()).map(LeasedJob::id).containsExactly("a");
    }

    @Test
    void jobsThatArriveAfterATakeWasCancelledAreGivenBack() throws Exception {
        JobQueue<String> slow = new JobQueue<>(
                ScriptExecutor.of(proxied.connect()),
                client.connectPubSub(),
                "q",
                Payloads.strings(),
                QueueSettings.defaults().withLease(LONG));
        assertThat(slow.take(1, Duration.ZERO)).isEmpty();
        queue.add(NewJob.of("a", "x"));
        proxy.hold();
        slow.takeAsync(1, LONG).toCompletableFuture().cancel(true);
        proxy.release();
        await().until(() -> queue.stats().taken() == 1 && queue.stats().ready() == 1);
        assertThat(queue.poll(1)).map(LeasedJob::attempt).containsExactly(1);
    }

    @Test
    void closingEndsTakesAndAnotherObjectOfTheQueueGoesOnWaiting() {
        var shared = client.connectPubSub();
        QueueSettings settings = QueueSettings.defaults();
        ScriptExecutor executor = ScriptExecutor.of(redis.connection());
        JobQueue<String> first = new JobQueue<>(executor, shared, "q", Payloads.strings(), settings);
        JobQueue<String> second = new JobQueue<>(executor, shared, "q", Payloads.strings(), settings);
        CompletableFuture<List<LeasedJob<String>>> ended = waiting(first);
        CompletableFuture<List<LeasedJob<String>>> taken = waiting(second);
        first.close();
        assertThatThrownBy(ended::join).hasRootCauseMessage("the queue was closed: queue:{q}");
        assertThatThrownBy(() -> first.take(1, LONG)).hasMessage("the queue was closed: queue:{q}");
        second.add(NewJob.of("a", "x"));
        assertThat(taken.join()).map(LeasedJob::id).containsExactly("a");
    }

    @Test
    void takesDoNotWaitOnThreadsOfLettuce() {
        var connection = proxied.connect();
        JobQueue<String> slow = new JobQueue<>(
                ScriptExecutor.of(connection),
                client.connectPubSub(),
                "q",
                Payloads.strings(),
                QueueSettings.defaults());
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        proxy.hold();
        connection.async().ping().thenAccept(pong -> {
            try {
                slow.take(1, LONG);
            } catch (InterruptedException | RuntimeException e) {
                failure.complete(e);
            }
        });
        proxy.release();
        assertThat(failure.join()).hasMessageContaining("call the asynchronous method");
    }
}
