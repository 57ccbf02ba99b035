package dev.moonlet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.FaultyServer;
import dev.moonlet.recipes.FaultyServer.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A semaphore whose server or connections break. Its leases are so long that none ends. */
@Tag("faults")
class SemaphoreFaultsIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int PERMITS = 5;

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void noMorePermitsAreOutThanThereAre(Fault fault) throws Exception {
        AtomicInteger out = new AtomicInteger();
        List<Integer> together = new CopyOnWriteArrayList<>();
        List<Long> tokens = new CopyOnWriteArrayList<>();
        try (FaultyServer server = FaultyServer.start(fault, data)) {
            server.breakDuring(() -> {
                ScriptExecutor executor = server.executor(Delivery.AT_LEAST_ONCE);
                Semaphore semaphore = Locks.of(executor, server.messages()).semaphore("desks", PERMITS);
                return goOn -> {
                    for (int i = 0; goOn.getAsBoolean(); i++) {
                        int permits = i % 3 + 1;
                        try (Semaphore.Held held = semaphore.acquire(permits, LONG, LONG)) {
                            together.add(out.addAndGet(permits));
                            tokens.add(held.token());
                            held.extend(LONG);
                            out.addAndGet(-permits);
                        } catch (LeaseLostException e) {
                            // the release was sent again, and found that the permits had been given back
                        }
                    }
                };
            });
            ScriptExecutor executor = server.executor(Delivery.AT_LEAST_ONCE);
            Semaphore semaphore = Locks.of(executor, server.messages()).semaphore("desks", PERMITS);
            assertThat(semaphore.available()).as("all permits are back").isEqualTo(PERMITS);
        }
        assertThat(together).isNotEmpty().allSatisfy(permits -> assertThat(permits)
                .isLessThanOrEqualTo(PERMITS));
        assertThat(tokens).doesNotHaveDuplicates();
    }
}
