package dev.moonlet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.FaultyServer;
import dev.moonlet.recipes.FaultyServer.Fault;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lock whose server or connections break. Its leases are so long that none ends. */
@Tag("faults")
class LockFaultsIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void oneOwnerHasItAtATime(Fault fault) throws Exception {
        List<Long> tokens = new CopyOnWriteArrayList<>();
        AtomicInteger owners = new AtomicInteger();
        List<Integer> together = new CopyOnWriteArrayList<>();
        try (FaultyServer server = FaultyServer.start(fault, data)) {
            server.breakDuring(() -> {
                ScriptExecutor executor = server.executor(Delivery.AT_LEAST_ONCE);
                Lock lock = Locks.of(executor, server.messages()).lock("door");
                return goOn -> {
                    while (goOn.getAsBoolean()) {
                        try (Lock.Held held = lock.acquire(LONG, LONG)) {
                            together.add(owners.incrementAndGet());
                            tokens.add(held.token());
                            held.extend(LONG);
                            owners.decrementAndGet();
                        } catch (LeaseLostException e) {
                            // the release was sent again, and found that the lock had been given back
                        }
                    }
                };
            });
        }
        assertThat(together).isNotEmpty().containsOnly(1);
        assertThat(tokens).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tokensGrowAlthoughTheServerLosesAllItHad() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            RedisClient client = RedisClient.create(server.uri());
            try {
                Lock lock = Locks.of(ScriptExecutor.of(client.connect()), client.connectPubSub())
                        .lock("door");
                Lock.Held lost = lock.acquire(LONG, LONG);
                server.kill();
                server.restart();
                assertThat(lock.acquire(LONG, LONG).token()).isGreaterThan(lost.token());
            } finally {
                client.shutdown(0, 0, TimeUnit.SECONDS);
            }
        }
    }
}
