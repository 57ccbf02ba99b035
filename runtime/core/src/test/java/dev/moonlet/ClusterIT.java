package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts on a cluster in which nothing happens. */
class ClusterIT {

    @TempDir
    static Path directory;

    private static RedisCluster cluster;

    private StatefulRedisClusterConnection<String, String> connection;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = RedisCluster.start(directory, 0);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void connect() {
        connection = cluster.connect();
        connection.sync().flushall();
        connection.sync().scriptFlush();
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    private Spread spread(ScriptExecutor executor) throws Exception {
        return new SpreadLua(executor);
    }

    private static RedisProcess otherThan(RedisProcess master) {
        return cluster.masters().stream()
                .filter(other -> other != master)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keysDecideTheServer() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connection));
        for (int i = 0; i < 100; i++) {
            assertThat(spread.enter("ledger:" + i, 1)).isEqualTo(1);
            assertThat(spread.enter("ledger:" + i, 1)).isEqualTo(2);
        }
        for (int node = 0; node < RedisCluster.MASTERS; node++) {
            long keys = cluster.node(node).ask(redis -> redis.dbsize());
            assertThat(keys).isBetween(20L, 50L);
        }
    }

    @Test
    void keysWithAPrefixDecideTheServer() throws Exception {
        Spread spread =
                spread(ScriptExecutor.on(connection).keyPrefix("tenant:1:").build());
        for (int i = 0; i < 30; i++) {
            assertThat(spread.enter("ledger:" + i, 1)).isEqualTo(1);
            assertThat(connection.sync().exists("tenant:1:ledger:" + i)).isEqualTo(1);
        }
        for (int node = 0; node < RedisCluster.MASTERS; node++) {
            long keys = cluster.node(node).ask(redis -> redis.dbsize());
            assertThat(keys).isPositive();
        }
        assertThatThrownBy(() -> spread.copy("a", List.of("b", "c")))
                .isInstanceOf(CrossSlotException.class)
                .hasMessageContaining("source in " + SlotHash.getSlot("tenant:1:a"));
        assertThatThrownBy(() -> spread(ScriptExecutor.of(connection)
                                .intercepted(call -> call.withKeyPrefix("x").proceed()))
                        .copy("a", List.of("b")))
                .hasMessageContaining("source in " + SlotHash.getSlot("xa"));
    }

    @Test
    void aPrefixWithAHashTagPutsKeysIntoOneSlot() throws Exception {
        connection.sync().set("{tenant:1}:a", "x");
        Spread spread =
                spread(ScriptExecutor.on(connection).keyPrefix("{tenant:1}:").build());
        assertThat(spread.copy("a", List.of("b", "{user:1}:c"))).isEqualTo(2);
        assertThat(connection.sync().exists("{tenant:1}:b", "{tenant:1}:{user:1}:c"))
                .isEqualTo(2);
    }

    @Test
    void keysOfDifferentSlotsAreRefused() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connection));
        CrossSlotException refused = catchThrowableOfType(
                CrossSlotException.class, () -> spread.copy("{user:1}:cart", List.of("{user:1}:a", "b", "c", "b")));
        assertThat(refused)
                .hasMessage("script cluster/copy: its keys belong to different slots of the cluster:"
                        + " source in 10778; targets in 10778, 3300, 7365; give them a common hash tag");
        assertThat(refused.scriptName()).isEqualTo("cluster/copy");
        assertThat(refused.getStackTrace()[0].getClassName()).isEqualTo(SpreadLua.class.getName());
        assertThat(spread.copyAsync("a", List.of("b")))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(CrossSlotException.class);
        Pipeline pipeline = Pipeline.of(connection);
        assertThat(spread(pipeline).copyAsync("a", List.of("b")))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(CrossSlotException.class);
        assertThat(pipeline.size()).isZero();
        connection.sync().set("{user:1}:cart", "x");
        assertThat(spread.copy("{user:1}:cart", List.of("{user:1}:a", "{user:1}:b")))
                .isEqualTo(2);
    }

    @Test
    void plainCommandsOfAPipelineAreSentInTheirPlace() throws Exception {
        Pipeline pipeline = Pipeline.of(connection);
        Spread spread = spread(pipeline);
        List<CompletionStage<Long>> counts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            counts.add(
                    i % 10 == 0
                            ? pipeline.command(() -> connection.async().hincrby("places", "1", 1))
                            : spread.enterAsync("places", 1));
        }
        pipeline.flush();
        for (int i = 0; i < 60; i++) {
            assertThat(counts.get(i).toCompletableFuture().get()).isEqualTo(i + 1L);
        }
        connection.sync().del("places");
    }

    @Test
    void callsWithoutKeysGoToAllMasters() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connection));
        for (ReadFrom readFrom : List.of(ReadFrom.UPSTREAM, ReadFrom.REPLICA_PREFERRED, ReadFrom.ANY)) {
            connection.setReadFrom(readFrom);
            Set<String> ports = new HashSet<>();
            for (int i = 0; i < 2 * RedisCluster.MASTERS; i++) {
                ports.add(spread.port());
            }
            assertThat(ports).as("from %s", readFrom).hasSize(RedisCluster.MASTERS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED to another shop",
                "MOVED 1 127.0.0.1:1",
                "ASK somebody else",
                "TRYAGAIN the lock is held",
                "CLUSTERDOWN we are closed"
            })
    void errorsThatLookLikeTheClustersAreTheScripts(String message) throws Exception {
        for (Delivery delivery : Delivery.values()) {
            Spread spread =
                    spread(ScriptExecutor.on(connection).delivery(delivery).build());
            assertThatThrownBy(() -> spread.fail("counter:" + delivery, message))
                    .isInstanceOf(ScriptErrorException.class)
                    .hasMessage("script cluster/fail failed: " + message);
            assertThat(connection.sync().get("counter:" + delivery)).isEqualTo("1");
        }
        connection.setReadFrom(ReadFrom.ANY);
        Spread spread = spread(ScriptExecutor.of(connection));
        assertThatThrownBy(() -> spread.failReading("counter", message))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessage("script cluster/fail_reading failed: " + message);
    }

    @ParameterizedTest
    @EnumSource
    void aScriptThatHasTheWordsOfTheClusterRunsOnce(Delivery delivery) throws Exception {
        Spread spread = spread(ScriptExecutor.on(connection).delivery(delivery).build());
        assertThatThrownBy(() -> spread.split("counter")).isInstanceOf(ScriptErrorException.class);
        assertThat(connection.sync().get("counter")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void aCallWhoseKeysAreOnTwoServersWaitsUntilTheyAreOnOne(Delivery delivery) throws Exception {
        Spread spread = spread(ScriptExecutor.on(connection).delivery(delivery).build());
        assertThat(spread.copy("{user}:none", List.of("{user}:a"))).isZero();
        connection.sync().mset(Map.of("{user}:moved", "x", "{user}:stays", "y"));
        int slot = SlotHash.getSlot("{user}");
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = otherThan(from);
        try {
            cluster.beginMove(List.of(slot), from, to);
            from.ask(redis -> redis.migrate("127.0.0.1", to.port(), "{user}:moved", 0, 10_000));
            CompletableFuture<Long> call =
                    spread.copyAsync("{user}:moved", List.of("{user}:stays")).toCompletableFuture();
            assertThat(call)
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableThat()
                    .isInstanceOf(TimeoutException.class);
            cluster.moveSlots(List.of(slot), from, to);
            assertThat(call).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(0L);
        } finally {
            cluster.moveSlots(List.of(slot), to, from);
        }
    }

    @Test
    void aPipelineSendsToEachServerAtOnce() throws Exception {
        Pipeline pipeline =
                ScriptExecutor.on(connection).delivery(Delivery.AT_MOST_ONCE).buildPipeline(2_000);
        Spread spread = spread(pipeline);
        assertThat(counts(pipeline, spread)).isEqualTo(expected(0)); // connects, and loads the script
        Partitions topology = connection.getPartitions();
        Map<String, Long> ofServer = IntStream.range(0, 1_000)
                .mapToObj(i ->
                        topology.getMasterBySlot(SlotHash.getSlot(ledger(i))).getNodeId())
                .collect(Collectors.groupingBy(server -> server, Collectors.counting()));
        long before = cluster.sent().flushesOfCalls();
        assertThat(counts(pipeline, spread)).isEqualTo(expected(10));
        assertThat(cluster.sent().flushesOfCalls() - before)
                .as("pieces of 128 calls for each server, and not one for each slot")
                .isEqualTo(ofServer.values().stream()
                        .mapToLong(calls -> (calls + 127) / 128)
                        .sum());
    }

    private static String ledger(int call) {
        return "ledger:" + call % 100;
    }

    private static List<Long> expected(long before) {
        return LongStream.range(0, 1_000).mapToObj(i -> before + 1 + i / 100).toList();
    }

    private static List<Long> counts(Pipeline pipeline, Spread spread) throws Exception {
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            calls.add(spread.enterAsync(ledger(i), 7));
        }
        pipeline.flush();
        List<Long> counts = new ArrayList<>();
        for (CompletionStage<Long> call : calls) {
            counts.add(call.toCompletableFuture().get());
        }
        return counts;
    }

    @Test
    void batchesAreOfOneSlot() throws Exception {
        Pipeline pipeline = ScriptExecutor.on(connection)
                .batching(Batching.upTo(50).withServerTime(Duration.ofMinutes(1)))
                .buildPipeline();
        Spread spread = spread(pipeline);
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(spread.enterAsync("ledger:" + i % 10, i / 20));
        }
        pipeline.flush();
        for (int i = 0; i < 300; i++) {
            assertThat(calls.get(i).toCompletableFuture().get()).isEqualTo(i % 20 < 10 ? 1 : 2);
        }
    }

    /** While a slot moves, the server that it leaves rejects a batch of keys of which some have moved. */
    @Test
    void aBatchWhoseKeysAreOnTwoServersIsSentAsSingleCalls() throws Exception {
        String stays = "{moving}stays";
        String moves = "{moving}moves";
        int slot = SlotHash.getSlot(stays);
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = otherThan(from);
        Pipeline pipeline = ScriptExecutor.on(connection)
                .batching(Batching.upTo(50))
                .delivery(Delivery.AT_MOST_ONCE)
                .buildPipeline();
        Spread spread = spread(pipeline);
        CompletionStage<Long> before = spread.enterAsync(stays, 1);
        pipeline.flush();
        before.toCompletableFuture().get();
        cluster.beginMove(List.of(slot), from, to);
        try {
            List<CompletionStage<Long>> calls = new ArrayList<>();
            for (int i = 2; i < 12; i++) {
                calls.add(spread.enterAsync(i % 2 == 0 ? stays : moves, i));
            }
            pipeline.flush();
            for (CompletionStage<Long> call : calls) {
                assertThat(call.toCompletableFuture().get()).isEqualTo(1);
            }
            long moved = to.ask(redis -> redis.dbsize());
            assertThat(moved).isPositive();
        } finally {
            cluster.moveSlots(List.of(slot), from, to);
            cluster.moveSlots(List.of(slot), to, from);
        }
    }

    @Test
    void callsThatAreCancelledAsTheyAreSentHoldNobodyUp() throws Exception {
        Pipeline pipeline = Pipeline.of(connection);
        Spread spread = spread(pipeline);
        for (int round = 0; round < 30; round++) {
            List<CompletableFuture<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                calls.add(spread.enterAsync("ledger", 7).toCompletableFuture());
            }
            Collections.reverse(calls);
            CompletableFuture<Boolean> begun = new CompletableFuture<>();
            CompletableFuture<Void> cancelling = CompletableFuture.runAsync(() -> {
                begun.complete(true);
                calls.forEach(call -> call.cancel(false));
            });
            begun.get();
            pipeline.flush();
            cancelling.get();
        }
        int slot = SlotHash.getSlot("ledger");
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = otherThan(from);
        cluster.moveSlots(List.of(slot), from, to); // so that what is called next waits for all that is under way
        CompletableFuture<Long> next = spread.enterAsync("ledger", 7).toCompletableFuture();
        pipeline.flush();
        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
        cluster.moveSlots(List.of(slot), to, from);
    }

    @Test
    void closedConnectionsSaySo() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connection));
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
        connection.close();
        assertThatThrownBy(() -> spread.enter("ledger", 1)).isInstanceOf(ServerUnavailableException.class);
        assertThat(spread.portAsync().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(ServerUnavailableException.class);
    }

    @Test
    void callsUnderWayEndWhenTheirConnectionIsClosed() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connection));
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            calls.add(spread.enterAsync("ledger:" + i, 7));
        }
        connection.close();
        for (CompletionStage<Long> call : calls) {
            assertThat(call.handle((length, failure) -> "ended").toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void serversThatAreNotThereSaySo() throws Exception {
        try (StatefulRedisClusterConnection<String, String> fresh = cluster.connect()) {
            fresh.setTimeout(Duration.ofMillis(500));
            Spread spread = spread(ScriptExecutor.of(fresh));
            RedisProcess master = cluster.masterOf(SlotHash.getSlot("ledger"));
            master.kill();
            try {
                assertThat(spread.enterAsync("ledger", 1).toCompletableFuture())
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .withCauseInstanceOf(ServerUnavailableException.class);
            } finally {
                master.restart();
            }
            fresh.setTimeout(Duration.ofSeconds(30));
            await().untilAsserted(() -> assertThat(spread.enter("ledger", 1)).isPositive());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatMovedToAServerThatIsNotThereWaitsForIt(Delivery delivery) throws Exception {
        int slot = SlotHash.getSlot("ledger");
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = otherThan(from);
        try (StatefulRedisClusterConnection<String, String> unaware =
                cluster.connect(ClusterTopologyRefreshOptions.create())) {
            Spread spread = spread(ScriptExecutor.on(unaware).delivery(delivery).build());
            assertThat(spread.enter("ledger", 1)).isEqualTo(1);
            cluster.moveSlots(List.of(slot), from, to);
            to.kill();
            CompletableFuture<Long> call = spread.enterAsync("ledger", 2).toCompletableFuture();
            assertThat(call)
                    .failsWithin(Duration.ofSeconds(2))
                    .withThrowableThat()
                    .isInstanceOf(TimeoutException.class);
            to.restart(); // with its slots, and without their keys
            assertThat(call).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1L);
        } finally {
            if (!to.isRunning()) {
                to.restart();
            }
            cluster.moveSlots(List.of(slot), to, from);
        }
    }

    @Test
    void noCallIsLostWhenTheScriptsAreFlushed() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connection));
        List<CompletionStage<Long>> counts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (i % 100 == 0) {
                connection.sync().scriptFlush();
            }
            counts.add(spread.enterAsync("ledger:" + i % 50, 7));
        }
        for (int i = 0; i < 2_000; i++) {
            assertThat(counts.get(i).toCompletableFuture().get()).isEqualTo(1 + i / 50);
        }
    }
}
