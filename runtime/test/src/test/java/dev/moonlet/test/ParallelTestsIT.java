package dev.moonlet.test;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that run at the same time do not see each other. */
class ParallelTestsIT {

    private static final int THREADS = 4;
    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(THREADS));

    @MoonletTest(declaredKeysOnly = true)
    static class Concurrent {

        static final CountDownLatch begun = new CountDownLatch(2);
        static final CountDownLatch called = new CountDownLatch(2);

        @Test
        void one(RedisCommands<String, String> redis, Notes notes, CostReport costs) throws Exception {
            addNotes(redis, notes, costs);
        }

        @Test
        void other(RedisCommands<String, String> redis, Notes notes, CostReport costs) throws Exception {
            addNotes(redis, notes, costs);
        }

        private static void addNotes(RedisCommands<String, String> redis, Notes notes, CostReport costs)
                throws InterruptedException {
            begun.countDown();
            assertThat(begun.await(1, MINUTES)).isTrue(); // both run now
            for (int i = 1; i <= 50; i++) {
                assertThat(notes.add("note", "text")).isEqualTo(i);
                redis.scriptFlush();
            }
            called.countDown();
            assertThat(called.await(1, MINUTES)).isTrue(); // none has ended yet
            assertThat(costs.calls()).hasSize(50);
            assertThat(redis.dbsize()).isEqualTo(1);
        }
    }

    @Test
    void testsAtTheSameTimeHaveDifferentServers() {
        TestRuns.of(PARALLEL, Concurrent.class).testEvents().assertStatistics(events -> events.succeeded(2)
                .failed(0));
    }

    @MoonletTest
    static class Many {

        @RepeatedTest(3 * THREADS)
        void add(RedisCommands<String, String> redis, Notes notes) {
            for (int i = 1; i <= 20; i++) {
                assertThat(notes.add("note", "text")).isEqualTo(i);
            }
            assertThat(redis.dbsize()).isEqualTo(1);
        }
    }

    @Test
    void serversAreUsedAgain() {
        TestRuns.of(PARALLEL, Many.class).testEvents().assertStatistics(events -> events.succeeded(3 * THREADS)
                .failed(0));
    }

    @MoonletTest
    static class OneAfterTheOther {

        static final AtomicInteger running = new AtomicInteger();

        @RepeatedTest(3 * THREADS)
        void theyShareTheGivenServer(RedisCommands<String, String> redis, Notes notes) {
            assertThat(running.incrementAndGet()).isEqualTo(1);
            for (int i = 1; i <= 20; i++) {
                assertThat(notes.add("note", "text")).isEqualTo(i);
            }
            assertThat(redis.dbsize()).isEqualTo(1);
            running.decrementAndGet();
        }
    }

    @Test
    void testsOnAGivenServerWaitForEachOther() throws IOException {
        try (RedisProcess server = RedisProcess.start()) {
            EngineExecutionResults results = TestRuns.with(
                    "moonlet.server",
                    "127.0.0.1:" + server.port(),
                    () -> TestRuns.of(PARALLEL, OneAfterTheOther.class));
            assertThat(TestRuns.failure(results)).isEqualTo("nothing failed");
            results.testEvents().assertStatistics(events -> events.succeeded(3 * THREADS));
        }
    }
}
