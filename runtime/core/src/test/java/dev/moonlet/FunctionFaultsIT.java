package dev.moonlet;

import dev.moonlet.scripts.EntriesLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.FlushMode;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster whose libraries of functions, masters and slots go, while several threads call functions. */
@Tag("faults")
@NeedsRedis(7)
class FunctionFaultsIT {

    private static final FunctionLibrary LIBRARY = FunctionLibrary.of("faults", EntriesLua.scripts());

    @TempDir
    static Path data;

    private static RedisCluster cluster;

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
        cluster.masters()
                .forEach(master -> master.ask(redis -> redis.flushall() + redis.functionFlush(FlushMode.SYNC)));
        connection = cluster.connect();
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    private FaultLoad load(String name, Delivery delivery) {
        ScriptExecutor executor = ScriptExecutor.on(connection)
                .delivery(delivery)
                .functions(LIBRARY)
                .build();
        return new FaultLoad(name, new EntriesLua(executor), delivery, cluster.sent());
    }

    private void check(FaultLoad load) {
        load.check(key -> connection.sync().lrange(key, 0, -1));
    }

    private RedisProcess anyMaster() {
        List<RedisProcess> masters = cluster.masters();
        return masters.get(random.nextInt(masters.size()));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void librariesAreFlushed(Delivery delivery) throws Exception {
        check(load("libraries of a server flushed", delivery)
                .during(10, () -> anyMaster().ask(redis -> redis.functionFlush(FlushMode.SYNC))));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void replicasTakeOver(Delivery delivery) throws Exception {
        check(load("replica takes over, functions", delivery)
                .during(100, () -> cluster.failOver(cluster.replicaOf(anyMaster()))));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void mastersAreKilled(Delivery delivery) throws Exception {
        check(load("master killed, functions", delivery).during(100, () -> cluster.killMaster(anyMaster())));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void slotsMoveToServersWithoutTheLibrary(Delivery delivery) throws Exception {
        check(load("slot moved, functions", delivery).during(20, this::moveSlot));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void slotsOfAPipelineMove(Delivery delivery) throws Exception {
        Pipeline pipeline = ScriptExecutor.on(connection)
                .delivery(delivery)
                .functions(LIBRARY)
                .buildPipeline();
        check(new FaultLoad("slot of a pipeline moved, functions", new EntriesLua(pipeline), delivery, cluster.sent())
                .flushedBy(pipeline)
                .during(20, this::moveSlot));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void newServersTakeAllSlotsOfMasters(Delivery delivery) throws Exception {
        check(load("slots moved to a new server, functions", delivery)
                .during(100, () -> cluster.replaceByMoves(anyMaster())));
    }

    private void moveSlot() {
        int slot = SlotHash.getSlot("ledger:" + random.nextInt(4) + ":" + random.nextInt(8));
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = cluster.masters().stream()
                .filter(master -> master != from)
                .findFirst()
                .orElseThrow();
        to.ask(redis -> redis.functionFlush(FlushMode.SYNC));
        cluster.moveSlots(List.of(slot), from, to);
    }
}
