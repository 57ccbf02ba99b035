package dev.moonlet;

import dev.moonlet.scripts.Entries;
import dev.moonlet.scripts.EntriesLua;
import dev.moonlet.scripts.Requests;
import dev.moonlet.scripts.RequestsLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.KillArgs;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster whose scripts, masters and slots go, while several threads call it. */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterFaultsIT {

    @TempDir
    static Path data;

    private static RedisCluster cluster;

    /** Tests that leave other servers in the cluster than they found. */
    private static final int LAST = Integer.MAX_VALUE;

    private final Random random = new Random(7);

    private StatefulRedisClusterConnection<String, String> connection;

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

    private FaultLoad load(String name, Delivery delivery) throws Exception {
        Entries entries =
                new EntriesLua(ScriptExecutor.on(connection).delivery(delivery).build());
        return new FaultLoad(name, entries, delivery, cluster.sent());
    }

    private void check(FaultLoad load) {
        load.check(key -> connection.sync().lrange(key, 0, -1));
    }

    private RedisProcess anyMaster() {
        List<RedisProcess> masters = cluster.masters();
        return masters.get(random.nextInt(masters.size()));
    }

    @ParameterizedTest
    @EnumSource
    void scriptsAreFlushed(Delivery delivery) throws Exception {
        check(load("scripts of a server flushed", delivery)
                .during(10, () -> anyMaster().ask(redis -> redis.scriptFlush())));
    }

    @ParameterizedTest
    @EnumSource
    void replicasTakeOver(Delivery delivery) throws Exception {
        check(load("replica takes over", delivery).during(100, () -> cluster.failOver(cluster.replicaOf(anyMaster()))));
    }

    @ParameterizedTest
    @EnumSource
    @NeedsRedis(7)
    void mastersAreKilled(Delivery delivery) throws Exception {
        check(load("master killed", delivery).during(100, () -> cluster.killMaster(anyMaster())));
    }

    @ParameterizedTest
    @EnumSource
    void slotsMove(Delivery delivery) throws Exception {
        check(load("slot moved", delivery).during(20, this::moveSlot));
    }

    /** Their outcomes move with the slots of their keys, and are found where a call is sent again. */
    @Test
    void requestsRunOnceWhileSlotsMoveAndConnectionsAreCut() throws Exception {
        Requests requests = new RequestsLua(ScriptExecutor.of(connection));
        Entries entries = (ledger, number) -> requests.enterAsync(ledger, number, ledger + "/" + number);
        new FaultLoad("slot moved and connections cut, requests", entries, Delivery.AT_LEAST_ONCE, cluster.sent())
                .exactlyOnce()
                .during(20, () -> {
                    moveSlot();
                    anyMaster().ask(redis -> redis.clientKill(KillArgs.Builder.typeNormal()));
                })
                .check(this::runs);
    }

    /** The numbers of the calls that ran, each as often as it did. */
    private List<String> runs(String ledger) {
        return connection.sync().hgetall(ledger).entrySet().stream()
                .flatMap(run -> Collections.nCopies(Integer.parseInt(run.getValue()), run.getKey()).stream())
                .sorted(Comparator.comparingInt(Integer::parseInt))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void slotsOfAPipelineMove(Delivery delivery) throws Exception {
        Pipeline pipeline = ScriptExecutor.on(connection).delivery(delivery).buildPipeline();
        Entries entries = new EntriesLua(pipeline);
        check(new FaultLoad("slot of a pipeline moved", entries, delivery, cluster.sent())
                .flushedBy(pipeline)
                .during(20, this::moveSlot));
    }

    /** A batch that a server rejects is sent again as single calls, and a batch that is lost may have run as a whole. */
    @ParameterizedTest
    @EnumSource
    void slotsOfBatchesMoveAndConnectionsAreCut(Delivery delivery) throws Exception {
        Pipeline pipeline = ScriptExecutor.on(connection)
                .delivery(delivery)
                .batching(Batching.upTo(50))
                .buildPipeline();
        check(new FaultLoad("slot of batches moved", new EntriesLua(pipeline), delivery, cluster.sent())
                .flushedBy(pipeline)
                .batched()
                .during(20, () -> {
                    moveSlot();
                    anyMaster().ask(redis -> redis.clientKill(KillArgs.Builder.typeNormal()));
                }));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    @NeedsRedis(7)
    void mastersThatRunBatchesAreKilled(Delivery delivery) throws Exception {
        ScriptExecutor executor = ScriptExecutor.on(connection)
                .delivery(delivery)
                .batching(Batching.upTo(50))
                .build();
        check(new FaultLoad("master with batches killed", new EntriesLua(executor), delivery, cluster.sent())
                .batched()
                .during(100, () -> cluster.killMaster(anyMaster())));
    }

    @Order(LAST)
    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void newServersTakeOverFromMasters(Delivery delivery) throws Exception {
        check(load("new server takes over", delivery).during(100, () -> cluster.replaceByReplica(anyMaster())));
    }

    @Order(LAST)
    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    @NeedsRedis(7)
    void mastersAreKilledForGood(Delivery delivery) throws Exception {
        check(load("master killed for good", delivery).during(100, () -> cluster.replaceDead(anyMaster())));
    }

    @Order(LAST)
    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void newServersTakeAllSlotsOfMasters(Delivery delivery) throws Exception {
        check(load("slots moved to a new server", delivery).during(100, () -> cluster.replaceByMoves(anyMaster())));
    }

    private void moveSlot() {
        int slot = SlotHash.getSlot("ledger:" + random.nextInt(4) + ":" + random.nextInt(8));
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = cluster.masters().stream()
                .filter(master -> master != from)
                .findFirst()
                .orElseThrow();
        cluster.moveSlots(List.of(slot), from, to);
    }

    /** A topology that is never read again. Lettuce 7 has a setting for that, Lettuce 6 does so unless told otherwise. */
    private static final class NoRefresh extends ClusterTopologyRefreshOptions {

        NoRefresh() {
            super(builder().enablePeriodicRefresh(false));
        }

        @Override
        public Set<RefreshTrigger> getAdaptiveRefreshTriggers() {
            return Set.of();
        }
    }

    /** It hears of the new servers of slots by their errors alone. */
    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    @NeedsRedis(7)
    void aClientThatReadsNoTopology(Delivery delivery) throws Exception {
        connection.close();
        connection = cluster.connect(new NoRefresh());
        FaultLoad load = load("slot moved and master killed, topology unread", delivery);
        load.during(100, () -> {
            moveSlot();
            cluster.killMaster(anyMaster());
        });
        connection.close();
        connection = cluster.connect();
        check(load);
    }
}
