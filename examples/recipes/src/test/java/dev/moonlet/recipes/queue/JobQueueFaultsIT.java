package dev.moonlet.recipes.queue;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.recipes.FaultyServer;
import dev.moonlet.recipes.FaultyServer.Fault;
import dev.moonlet.recipes.payload.Payloads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A queue whose server or connections break. What was taken by a call whose reply was lost is taken again when its lease ends. */
@Tag("faults")
class JobQueueFaultsIT {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final QueueSettings SETTINGS = QueueSettings.defaults()
            .withLease(Duration.ofMillis(200))
            .withMaxAttempts(1_000_000)
            .withRemember(Duration.ofHours(1));

    @TempDir
    Path data;

    private final Set<String> added = ConcurrentHashMap.newKeySet();
    /** What was taken and not handled before its lease ended. */
    private final Queue<LeasedJob<String>> late = new ConcurrentLinkedQueue<>();

    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(Delivery.values()).map(delivery -> Arguments.of(fault, delivery)));
    }

    private static JobQueue<String> queue(FaultyServer server, Delivery delivery) {
        return new JobQueue<>(server.executor(delivery), server.messages(), "mail", Payloads.strings(), SETTINGS);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachJobIsAcknowledgedOnce(Fault fault, Delivery delivery) throws Exception {
        try (FaultyServer server = FaultyServer.start(fault, data)) {
            JobQueue<String> last = queue(server, Delivery.AT_LEAST_ONCE);
            server.breakDuring(() -> {
                JobQueue<String> queue = queue(server, delivery);
                return goOn -> {
                    for (int i = 0; goOn.getAsBoolean(); i++) {
                        String id = UUID.randomUUID().toString();
                        added.add(id);
                        NewJob<String> job = NewJob.of(id, id);
                        boolean unused = repeated(() -> queue.add(job));
                        List<LeasedJob<String>> jobs = taken(queue);
                        if (i % 4 == 1) {
                            late.addAll(jobs);
                        } else {
                            handle(jobs, i % 5 == 0);
                        }
                    }
                };
            });
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                handle(last.take(100, SHORT), false);
                return last.stats().size() == 0;
            });
            assertThat(late).noneMatch(job -> repeated(job::acknowledge));
            assertThat(last.stats().added()).as("added once each").isEqualTo(added.size());
            assertThat(last.stats().acknowledged()).as("acknowledged once each").isEqualTo(added.size());
        }
        assertThat(acknowledged.keySet()).isNotEmpty().containsExactlyInAnyOrderElementsOf(added);
        assertThat(acknowledged.values()).as("acknowledged by one holder each").containsOnly(1);
    }

    private void handle(List<LeasedJob<String>> jobs, boolean release) {
        for (LeasedJob<String> job : jobs) {
            assertThat(job.payload()).isEqualTo(job.id());
            if (release) {
                boolean unused = repeated(job::release);
            } else if (repeated(job::acknowledge)) {
                acknowledged.merge(job.id(), 1, Integer::sum);
            }
        }
    }

    private static List<LeasedJob<String>> taken(JobQueue<String> queue) throws InterruptedException {
        try {
            return queue.take(3, SHORT);
        } catch (InDoubtException e) {
            return List.of();
        }
    }

    /** What a caller does that doesn't know whether its call has run. */
    private static boolean repeated(BooleanSupplier call) {
        while (true) {
            try {
                return call.getAsBoolean();
            } catch (InDoubtException e) {
                // the same call again changes nothing more
            }
        }
    }
}
