package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Shards;
import dev.moonlet.scripts.ShardsLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls on every shard while slots move and masters die: each shard has one outcome, and the scripts have run accordingly. */
@Tag("faults")
class ShardFaultsIT {

    private static final int IN_FLIGHT = 32;

    @TempDir
    static Path data;

    private static RedisCluster cluster;

    private final Random random = new Random(11);
    private final Map<String, ShardResults<Long>> noted = new ConcurrentHashMap<>();
    private final Queue<ShardResults<String>> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private StatefulRedisClusterConnection<String, String> connection;
    private volatile boolean stopped;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = RedisCluster.start(data, 1);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void connect() {
        cluster.masters().forEach(master -> master.ask(redis -> redis.flushall()));
        connection = cluster.connect();
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void firstSlotsMove(Delivery delivery) throws Exception {
        during(delivery, 20, this::moveFirstSlot);
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    @NeedsRedis(7)
    void mastersAreKilled(Delivery delivery) throws Exception {
        during(delivery, 100, () -> cluster.killMaster(anyMaster()));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    @NeedsRedis(7)
    void slotsMoveAndMastersAreKilled(Delivery delivery) throws Exception {
        during(delivery, 100, () -> {
            moveFirstSlot();
            cluster.killMaster(anyMaster());
        });
    }

    private RedisProcess anyMaster() {
        List<RedisProcess> masters = cluster.masters();
        return masters.get(random.nextInt(masters.size()));
    }

    /** Moves one of the slots at which a shard begins. */
    private void moveFirstSlot() {
        int slot = List.of(0, 5_461, 10_923).get(random.nextInt(3));
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = cluster.masters().stream()
                .filter(master -> master != from)
                .findFirst()
                .orElseThrow();
        cluster.moveSlots(List.of(slot), from, to);
    }

    private void during(Delivery delivery, long pauseMillis, FaultLoad.Fault fault) throws Exception {
        Shards shards =
                new ShardsLua(ScriptExecutor.on(connection).delivery(delivery).build());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> load = thread.submit(() -> call(shards));
        int faults = 0;
        try {
            long end = FaultLoad.end();
            do {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                int before = answers.get();
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> answers.get() > before + IN_FLIGHT);
                fault.happen();
                faults++;
            } while (System.nanoTime() < end);
        } finally {
            stopped = true;
            load.get(2, TimeUnit.MINUTES);
            thread.shutdown();
        }
        check(delivery, faults);
    }

    private void call(Shards shards) {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        for (int number = 0; !stopped; number++) {
            inFlight.acquireUninterruptibly(2);
            String id = Integer.toString(number);
            shards.noteAsync(id).whenComplete((results, failure) -> {
                if (results != null) {
                    noted.put(id, results);
                }
                onAnswer(failure, inFlight);
            });
            shards.whoAsync().whenComplete((results, failure) -> {
                if (results != null) {
                    asked.add(results);
                }
                onAnswer(failure, inFlight);
            });
        }
        inFlight.acquireUninterruptibly(IN_FLIGHT);
    }

    private void onAnswer(@Nullable Throwable failure, Semaphore inFlight) {
        if (failure != null) {
            failures.add(failure);
        }
        answers.incrementAndGet();
        inFlight.release();
    }

    private void check(Delivery delivery, int faults) {
        assertThat(failures).isEmpty();
        int inDoubt = 0;
        int again = 0;
        Map<String, Map<String, Integer>> ran = ran();
        for (Map.Entry<String, ShardResults<Long>> entry : noted.entrySet()) {
            checkShards(entry.getValue(), delivery);
            Map<String, Integer> runs = ran.getOrDefault(entry.getKey(), Map.of());
            long answered = entry.getValue().results().size();
            long doubtful = entry.getValue().failures().values().stream()
                    .filter(InDoubtException.class::isInstance)
                    .count();
            assertThat((long) runs.size())
                    .as("shards that ran %s", entry.getKey())
                    .isBetween(answered, answered + doubtful);
            again += (int) runs.values().stream().filter(times -> times > 1).count();
            inDoubt += (int) doubtful;
        }
        asked.forEach(results -> checkShards(results, delivery));
        for (ShardResults<String> results : asked) {
            assertThat(results.results().values()).doesNotHaveDuplicates();
        }
        System.out.printf(
                "every shard, %s: calls %d, faults %d, run again %d, in doubt %d%n",
                delivery, noted.size() + asked.size(), faults, again, inDoubt);
        if (delivery == Delivery.AT_MOST_ONCE) {
            assertThat(again).isZero();
        }
    }

    private static void checkShards(ShardResults<?> results, Delivery delivery) {
        Set<ShardNode> nodes = new HashSet<>();
        results.forEach(result -> nodes.add(result.node()));
        assertThat(nodes).hasSize(RedisCluster.MASTERS);
        assertThat(results.shards()).hasSize(RedisCluster.MASTERS);
        if (delivery == Delivery.AT_LEAST_ONCE) {
            assertThat(results.failures()).isEmpty();
        } else {
            assertThat(results.failures().values()).allSatisfy(failure -> assertThat(failure)
                    .isInstanceOfAny(InDoubtException.class, ServerUnavailableException.class));
        }
    }

    /** How often each call has run, by its id and the key of the shard. */
    private Map<String, Map<String, Integer>> ran() {
        Map<String, Map<String, Integer>> ran = new HashMap<>();
        Set<String> keys = new HashSet<>();
        cluster.masters()
                .forEach(master -> keys.addAll(
                        master.ask(redis -> ScanIterator.scan(redis).stream().toList())));
        for (String key : keys) {
            for (String id : connection.sync().lrange(key, 0, -1)) {
                ran.computeIfAbsent(id, same -> new HashMap<>()).merge(key, 1, Integer::sum);
            }
        }
        return ran;
    }
}
