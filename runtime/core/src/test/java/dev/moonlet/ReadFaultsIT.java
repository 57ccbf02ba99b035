package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.SentCalls;
import io.lettuce.core.KillArgs;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scripts that only read, while the replica that runs them loses its scripts, its connections or its life. */
@Tag("faults")
@NeedsRedis(7)
class ReadFaultsIT {

    private static final int THREADS = 4;
    private static final int IN_FLIGHT = 64;

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final SentCalls sent = new SentCalls();
    private RedisProcess master;
    private RedisProcess replica;
    private ClientResources resources;
    private RedisClient client;
    private StatefulRedisMasterReplicaConnection<String, String> connection;

    @BeforeEach
    void start() throws Exception {
        master = RedisProcess.start("repl-diskless-sync-delay 0");
        replica = RedisProcess.start("replicaof 127.0.0.1 " + master.port());
        awaitReplica();
        resources = ClientResources.builder()
                .nettyCustomizer(sent)
                .reconnectDelay(Delay.constant(Duration.ofMillis(5)))
                .build();
        client = RedisClient.create(resources);
        connection = MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri(), replica.uri()));
        connection.setReadFrom(ReadFrom.REPLICA);
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        resources.shutdown().get();
        replica.close();
        master.close();
    }

    private void awaitReplica() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> replica.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
    }

    @Test
    void scriptsAreFlushed() throws Exception {
        check("scripts of a replica flushed", () -> replica.ask(redis -> redis.scriptFlush()));
    }

    @Test
    void connectionsAreKilled() throws Exception {
        check(
                "connections to a replica killed",
                () -> replica.ask(
                        redis -> redis.clientKill(KillArgs.Builder.typeNormal().skipme())));
    }

    @Test
    void theReplicaIsKilledAndStartedAgain() throws Exception {
        check("replica killed", () -> {
            replica.kill();
            replica.restart();
            awaitReplica();
        });
    }

    private void check(String name, FaultLoad.Fault fault) throws Exception {
        Spread spread = new SpreadLua(ScriptExecutor.of(connection));
        String port = Integer.toString(replica.port());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> calls = new ArrayList<>();
        long end = FaultLoad.end();
        for (int t = 0; t < THREADS; t++) {
            calls.add(threads.submit(() -> read(spread, port, end)));
        }
        int faults = 0;
        while (System.nanoTime() < end) {
            int before = answered.get();
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> answered.get() > before + THREADS * IN_FLIGHT || System.nanoTime() > end);
            fault.happen();
            faults++;
        }
        int made = 0;
        for (Future<Integer> ofThread : calls) {
            made += ofThread.get(2, TimeUnit.MINUTES);
        }
        threads.shutdown();
        long retries = sent.count() - made;
        System.out.printf(
                "%s: calls %d, faults %d, retries %d, lost %d%n", name, made, faults, retries, made - answered.get());
        assertThat(faults).as("%s: faults", name).isPositive();
        assertThat(retries)
                .as("%s: retries, few for each call in flight at a fault", name)
                .isBetween(1L, 4L * faults * THREADS * IN_FLIGHT);
        assertThat(answered).hasValue(made);
        assertThat(wrong).hasValue(0);
    }

    private int read(Spread spread, String port, long end) throws InterruptedException {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        int made = 0;
        for (; System.nanoTime() < end; made++) {
            inFlight.acquire();
            spread.portAsync().whenComplete((told, failure) -> {
                if (failure == null) {
                    answered.incrementAndGet();
                }
                wrong.addAndGet(port.equals(told) ? 0 : 1);
                inFlight.release();
            });
        }
        inFlight.acquire(IN_FLIGHT);
        return made;
    }
}
