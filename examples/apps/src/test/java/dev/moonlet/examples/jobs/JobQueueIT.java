package dev.moonlet.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.demo.EmbeddedRedis;
import dev.moonlet.examples.jobs.JobQueue.Count;
import dev.moonlet.examples.jobs.JobQueue.Job;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobQueueIT {

    private static final Duration LONG = Duration.ofHours(1);

    /** Has ended as soon as it begins. */
    private static final Duration OVER = Duration.ofMillis(-1);

    private static EmbeddedRedis redis;
    private JobQueue queue;

    @BeforeAll
    static void start() throws Exception {
        redis = EmbeddedRedis.start();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.connection().sync().flushall();
        queue = new JobQueue(ScriptExecutor.of(redis.connection()), "q");
    }

    @Test
    void jobsComeOutAsTheyWentIn() {
        assertThat(queue.push("a", "first")).isTrue();
        assertThat(queue.push("b", "")).isTrue();
        Job a = queue.reserve(LONG).orElseThrow();
        Job b = queue.reserve(LONG).orElseThrow();
        assertThat(a).isEqualTo(new Job("a", "first", 1));
        assertThat(b).isEqualTo(new Job("b", "", 2));
        assertThat(queue.reserve(LONG)).isEmpty();
        assertThat(queue.count()).isEqualTo(new Count(0, 2));
    }

    @Test
    void pushingAgainDoesNoHarm() {
        assertThat(queue.push("a", "first")).isTrue();
        assertThat(queue.push("a", "second")).isFalse();
        assertThat(queue.reserve(LONG)).map(Job::payload).contains("first");
        assertThat(queue.push("a", "third")).isFalse();
        assertThat(queue.count()).isEqualTo(new Count(0, 1));
    }

    @Test
    void acknowledgedJobsAreGone() {
        queue.push("a", "x");
        Job job = queue.reserve(LONG).orElseThrow();
        assertThat(queue.acknowledge(job)).isTrue();
        assertThat(queue.acknowledge(job)).isFalse();
        assertThat(queue.count()).isEqualTo(new Count(0, 0));
        assertThat(redis.connection().sync().keys("*")).containsExactly("jobs:{q}:last-token");
    }

    @Test
    void leasesThatEndedGiveTheJobToOthersAndLeaveTheFirstWorkerOut() {
        queue.push("a", "x");
        Job slow = queue.reserve(OVER).orElseThrow();
        assertThat(queue.requeueExpired(10)).containsExactly("a");
        Job quick = queue.reserve(LONG).orElseThrow();
        assertThat(quick.token()).isGreaterThan(slow.token());
        assertThat(queue.acknowledge(slow)).isFalse();
        assertThat(queue.extend(slow, LONG)).isFalse();
        assertThat(queue.release(slow)).isFalse();
        assertThat(queue.acknowledge(quick)).isTrue();
    }

    @Test
    void requeuedJobsKeepTheirOrderBeforeAllOthers() {
        List.of("a", "b", "c", "d").forEach(id -> queue.push(id, id));
        queue.reserve(Duration.ofMillis(-20));
        queue.reserve(Duration.ofMillis(-10));
        queue.reserve(LONG);
        assertThat(queue.requeueExpired(10)).containsExactly("a", "b");
        assertThat(queue.reserve(LONG)).map(Job::id).contains("a");
        assertThat(queue.reserve(LONG)).map(Job::id).contains("b");
        assertThat(queue.reserve(LONG)).map(Job::id).contains("d");
    }

    @Test
    void requeueingStopsAtItsLimit() {
        List.of("a", "b", "c").forEach(id -> queue.push(id, id));
        for (int i = 3; i > 0; i--) {
            queue.reserve(Duration.ofMillis(-10L * i));
        }
        assertThat(queue.requeueExpired(2)).containsExactly("a", "b");
        assertThat(queue.requeueExpired(2)).containsExactly("c");
    }

    @Test
    void extendedLeasesDoNotEnd() {
        queue.push("a", "x");
        Job job = queue.reserve(OVER).orElseThrow();
        assertThat(queue.extend(job, LONG)).isTrue();
        assertThat(queue.requeueExpired(10)).isEmpty();
    }

    @Test
    void releasedJobsAreNext() {
        queue.push("a", "x");
        queue.push("b", "y");
        Job job = queue.reserve(LONG).orElseThrow();
        assertThat(queue.release(job)).isTrue();
        assertThat(queue.reserve(LONG)).map(Job::id).contains("a");
    }
}
