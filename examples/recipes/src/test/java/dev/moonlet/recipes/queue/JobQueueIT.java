package dev.moonlet.recipes.queue;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.TypeRef;
import dev.moonlet.ValueCodec;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.recipes.payload.Payloads;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobQueueIT {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private RedisClient client;
    private JobQueue<String> queue;

    @BeforeEach
    void open() {
        client = RedisClient.create(redis.server().uri());
        queue = queue(QueueSettings.defaults().withLease(LONG).withRemember(LONG));
    }

    @AfterEach
    void close() {
        client.shutdown(0, 0, TimeUnit.SECONDS);
    }

    private JobQueue<String> queue(QueueSettings settings) {
        return new JobQueue<>(
                ScriptExecutor.of(redis.connection()), client.connectPubSub(), "q", Payloads.strings(), settings);
    }

    private static RedisCommands<String, String> commands() {
        return redis.connection().sync();
    }

    private static LeasedJob<String> next(JobQueue<String> queue) {
        return queue.poll(1).get(0);
    }

    private static List<String> ids(List<LeasedJob<String>> jobs) {
        return jobs.stream().map(LeasedJob::id).toList();
    }

    @Test
    void higherPrioritiesComeFirstAndEachInTheOrderOfItsJobs() {
        queue.add(NewJob.of("a", "1"));
        queue.add(NewJob.of("b", "2").withPriority(NewJob.HIGHEST_PRIORITY));
        queue.add(NewJob.of("c", "3"));
        queue.add(NewJob.of("d", "4").withPriority(1));
        queue.add(NewJob.of("e", "5").withPriority(NewJob.HIGHEST_PRIORITY));
        List<LeasedJob<String>> jobs = queue.poll(4);
        assertThat(ids(jobs)).containsExactly("b", "e", "d", "a");
        assertThat(jobs).map(LeasedJob::payload).containsExactly("2", "5", "4", "1");
        assertThat(ids(queue.poll(4))).containsExactly("c");
        assertThat(queue.poll(4)).isEmpty();
    }

    @Test
    void anIdIsInTheQueueOnce() {
        QueueSettings settings = QueueSettings.defaults().withLease(LONG).withMaxAttempts(1);
        JobQueue<String> other = queue(settings.withRemember(LONG));
        assertThat(other.add(NewJob.of("a", "first").withDelay(LONG))).isTrue();
        assertThat(other.add(NewJob.of("a", "while delayed"))).isFalse();
        commands().zadd("queue:{q}:delayed", 0, "a");
        LeasedJob<String> job = next(other);
        assertThat(other.add(NewJob.of("a", "while leased"))).isFalse();
        assertThat(job.fail("broken")).isEqualTo(FailedJob.DEAD);
        assertThat(other.add(NewJob.of("a", "while dead"))).isFalse();
        other.deadLetters().requeue("a");
        assertThat(other.add(NewJob.of("a", "while ready"))).isFalse();
        LeasedJob<String> again = next(other);
        assertThat(again.payload()).isEqualTo("first");
        assertThat(again.acknowledge()).isTrue();
        assertThat(other.add(NewJob.of("a", "while remembered"))).isFalse();
        commands().zadd("queue:{q}:done", 1, "a");
        assertThat(other.add(NewJob.of("a", "second"))).isTrue();
        assertThat(next(other).payload()).isEqualTo("second");
    }

    @Test
    void onlyTheHolderOfTheLeaseEndsIt() {
        JobQueue<String> hasty =
                queue(QueueSettings.defaults().withLease(SHORTEST).withRemember(LONG));
        queue.add(NewJob.of("a", "x"));
        LeasedJob<String> slow = next(hasty);
        LeasedJob<String> quick =
                await().until(() -> queue.poll(1), jobs -> !jobs.isEmpty()).get(0);
        assertThat(quick.attempt()).isEqualTo(2);
        assertThat(quick.token()).isGreaterThan(slow.token());
        assertThat(slow.acknowledge()).isFalse();
        assertThat(slow.extend(LONG)).isFalse();
        assertThat(slow.release()).isFalse();
        assertThat(slow.fail("late")).isEqualTo(FailedJob.LOST);
        assertThat(quick.acknowledge()).isTrue();
        assertThat(slow.acknowledge()).isFalse();
    }

    @Test
    void acknowledgingTwiceCountsOnce() {
        queue.add(NewJob.of("a", "x"));
        LeasedJob<String> job = next(queue);
        assertThat(job.acknowledge()).isTrue();
        assertThat(job.acknowledge()).isTrue();
        assertThat(queue.stats()).isEqualTo(new QueueStats(0, 0, 0, 0, 1, 1, 1, 0, 0));
    }

    @Test
    void nothingIsLeftOfJobsThatAreForgotten() {
        JobQueue<String> forgetful = queue(QueueSettings.defaults().withRemember(Duration.ZERO));
        forgetful.add(NewJob.of("a", "x"));
        assertThat(next(forgetful).acknowledge()).isTrue();
        assertThat(commands().keys("*")).containsExactly("queue:{q}");
        queue.add(NewJob.of("b", "x"));
        next(queue).acknowledge();
        commands().zadd("queue:{q}:done", 1, "b");
        forgetful.add(NewJob.of("c", "x"));
        next(forgetful).acknowledge();
        assertThat(commands().keys("*")).containsExactly("queue:{q}");
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        JobQueue<String> failing = queue(QueueSettings.defaults()
                .withPauses(Duration.ofSeconds(100), Duration.ofSeconds(300))
                .withMaxAttempts(4));
        failing.add(NewJob.of("a", "x"));
        for (long pause : List.of(100_000, 200_000, 300_000)) {
            LeasedJob<String> job = next(failing);
            long before = serverMillis();
            assertThat(job.fail("broken")).isEqualTo(FailedJob.RETRIED);
            assertThat(commands().zscore("queue:{q}:delayed", "a"))
                    .isBetween((double) before + pause, (double) serverMillis() + pause);
            assertThat(failing.poll(1)).isEmpty();
            commands().zadd("queue:{q}:delayed", 0, "a");
        }
        assertThat(next(failing).fail("broken for good")).isEqualTo(FailedJob.DEAD);
    }

    private static long serverMillis() {
        List<String> time = commands().time();
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }

    @Test
    void deadLettersAreListedRequeuedAndDeleted() {
        JobQueue<String> failing = queue(QueueSettings.defaults().withMaxAttempts(1));
        for (String id : List.of("a", "b", "c")) {
            failing.add(NewJob.of(id, "payload of " + id));
            next(failing).fail("no " + id);
        }
        commands().zadd("queue:{q}:dead", 1, "c");
        DeadLetters<String> dead = failing.deadLetters();
        assertThat(dead.list(0, 1)).singleElement().satisfies(letter -> {
            assertThat(letter.id()).isEqualTo("c");
            assertThat(letter.payload()).isEqualTo("payload of c");
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(letter.reason()).isEqualTo("no c");
            assertThat(letter.diedAt().toEpochMilli()).isEqualTo(1);
        });
        assertThat(dead.list(1, 10)).map(DeadLetter::id).containsExactly("a", "b");
        assertThat(dead.requeue("a")).isTrue();
        assertThat(dead.requeue("a")).isFalse();
        assertThat(next(failing).attempt()).isEqualTo(1);
        assertThat(dead.delete("b")).isTrue();
        assertThat(dead.delete("b")).isFalse();
        assertThat(failing.add(NewJob.of("b", "new"))).isTrue();
        assertThat(failing.stats().dead()).isEqualTo(1);
    }

    @Test
    void aJobWhoseWorkersDieBecomesADeadLetter() {
        JobQueue<String> hasty =
                queue(QueueSettings.defaults().withLease(SHORTEST).withMaxAttempts(2));
        hasty.add(NewJob.of("a", "x"));
        await().until(() -> {
            hasty.poll(1);
            return hasty.stats().dead() == 1;
        });
        assertThat(hasty.deadLetters().list(0, 1)).singleElement().satisfies(letter -> {
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.reason()).isEqualTo("the lease ended");
        });
        assertThat(hasty.stats().expired()).isEqualTo(2);
    }

    @Test
    void delayedJobsAreTakenWhenTheyAreDue() {
        queue.add(NewJob.of("a", "x").withDelay(LONG).withPriority(1));
        queue.add(NewJob.of("b", "y"));
        assertThat(ids(queue.poll(5))).containsExactly("b");
        queue.add(NewJob.of("c", "z"));
        commands().zadd("queue:{q}:delayed", 0, "a");
        assertThat(ids(queue.poll(5))).containsExactly("a", "c");
    }

    @Test
    void releasedJobsAreNextAndDidNotCount() {
        queue.add(NewJob.of("a", "x"));
        queue.add(NewJob.of("b", "y"));
        assertThat(next(queue).release()).isTrue();
        LeasedJob<String> job = next(queue);
        assertThat(job.id()).isEqualTo("a");
        assertThat(job.attempt()).isEqualTo(1);
    }

    @Test
    void extendedLeasesAreTheHolders() {
        queue.add(NewJob.of("a", "x"));
        LeasedJob<String> job = next(queue);
        commands().zadd("queue:{q}:leased", 0, "a");
        assertThat(job.extend(LONG)).isTrue();
        assertThat(queue.poll(1)).isEmpty();
        assertThat(job.acknowledge()).isTrue();
    }

    @Test
    void payloadsOfAnyBytesComeBack() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        JobQueue<byte[]> bytes = new JobQueue<>(
                ScriptExecutor.of(redis.connection()),
                client.connectPubSub(),
                "bytes",
                Payloads.bytes(),
                QueueSettings.defaults());
        bytes.add(NewJob.of("all", all));
        bytes.add(NewJob.of("none", new byte[0]));
        assertThat(bytes.poll(2)).map(LeasedJob::payload).containsExactly(all, new byte[0]);
    }

    /** What a job is about, as JSON. */
    record Mail(String to, List<String> lines) {}

    private JobQueue<Mail> mails() {
        ValueCodec<Mail, byte[]> mails = Payloads.json(new JacksonCodec(new ObjectMapper()), TypeRef.of(Mail.class));
        return new JobQueue<>(
                ScriptExecutor.of(redis.connection()),
                client.connectPubSub(),
                "q",
                mails,
                QueueSettings.defaults().withMaxAttempts(1));
    }

    @Test
    void typedPayloadsAreJson() {
        JobQueue<Mail> mails = mails();
        Mail mail = new Mail("zoë@example.com", List.of("hello", "\"quoted\""));
        mails.add(NewJob.of("a", mail));
        assertThat(next(queue).payload()).isEqualTo("""
                {"to":"zoë@example.com","lines":["hello","\\"quoted\\""]}""");
        mails.add(NewJob.of("b", mail));
        LeasedJob<Mail> job = mails.poll(1).get(0);
        assertThat(job.payload()).isEqualTo(mail);
        job.fail("no such address");
        assertThat(mails.deadLetters().list(0, 1)).map(DeadLetter::payload).containsExactly(mail);
    }

    @Test
    void aPayloadThatCannotBeReadFailsItsJobAlone() {
        queue.add(NewJob.of("a", "no JSON"));
        queue.add(NewJob.of("b", "null"));
        queue.add(NewJob.of("c", "{\"to\":\"ann\",\"lines\":[]}"));
        List<LeasedJob<Mail>> jobs = mails().poll(3);
        assertThatThrownBy(() -> jobs.get(0).payload()).hasMessageContaining("Unrecognized token 'no'");
        assertThatThrownBy(() -> jobs.get(1).payload()).hasMessage("the payload is a JSON null");
        assertThat(jobs.get(2).payload()).isEqualTo(new Mail("ann", List.of()));
    }

    @Test
    void badUseIsExplained() {
        QueueSettings settings = QueueSettings.defaults();
        assertThatThrownBy(() -> settings.withLease(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a lease of PT0S ends before it begins: give the time that a job takes, and some more");
        assertThatThrownBy(() -> settings.withMaxAttempts(0))
                .hasMessage("the attempts of a job must be from 1 to 1000000, not 0");
        assertThatThrownBy(() -> settings.withPauses(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessage("the longest pause, PT1S, is shorter than the first, PT2S");
        assertThatThrownBy(() -> NewJob.of("", "x")).hasMessageStartingWith("the id of a job is empty");
        assertThatThrownBy(() -> NewJob.of("x").withPriority(1001))
                .hasMessage("the priority of a job must be from 0 to 1000, not 1001");
        assertThatThrownBy(() -> NewJob.of("x").withDelay(Duration.ofMillis(-1)))
                .hasMessage("the delay of a job must be from zero to ten years, not PT-0.001S");
        assertThatThrownBy(() -> queue.poll(0)).hasMessage("the number of jobs to take must be from 1 to 1000, not 0");
        assertThatThrownBy(() -> queue.deadLetters().list(-1, 1))
                .hasMessage("the offset of dead letters is negative: -1");
        queue.add(NewJob.of("a", "x"));
        assertThatThrownBy(() -> next(queue).extend(Duration.ZERO))
                .hasMessage("a lease of PT0S ends before it begins: use release() to give the job back");
    }
}
