package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.internal.protocol.SlotTags;
import dev.moonlet.scripts.Shards;
import dev.moonlet.scripts.ShardsLua;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls on every shard of a cluster in which nothing breaks. */
class ClusterShardsIT {

    @TempDir
    static Path directory;

    private static RedisCluster cluster;

    private StatefulRedisClusterConnection<String, String> connection;
    private Shards shards;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = RedisCluster.start(directory, 1);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void connect() {
        connection = cluster.connect();
        cluster.masters().forEach(master -> master.ask(redis -> redis.flushall()));
        shards = new ShardsLua(ScriptExecutor.of(connection));
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    private static Set<Integer> ports(List<RedisProcess> servers) {
        return servers.stream().map(RedisProcess::port).collect(Collectors.toSet());
    }

    private static Set<Integer> ports(ShardResults<?> results) {
        return results.shards().stream().map(result -> result.node().port()).collect(Collectors.toSet());
    }

    @Test
    void eachMasterRunsACallOnce() {
        ShardResults<String> who = shards.who();
        assertThat(who.shards()).hasSize(RedisCluster.MASTERS);
        assertThat(ports(who)).isEqualTo(ports(cluster.masters()));
        for (ShardResult<String> result : who) {
            assertThat(result.result()).isEqualTo(result.node().id());
            assertThat(result.node().isReplica()).isFalse();
        }
        for (int i = 0; i < 100; i++) {
            connection.sync().set("session:" + i, "x");
        }
        connection.sync().set("other", "x");
        assertThat(shards.size().reduce(0L, Long::sum)).isEqualTo(101);
        assertThat(shards.sweep("session:*").reduce(0L, Long::sum)).isEqualTo(100);
        assertThat(shards.size().reduce(0L, Long::sum)).isEqualTo(1);
    }

    @Test
    void eachShardHasKeysOfItsFirstSlot() {
        assertThat(shards.note("a").allOrThrow()).containsExactly(1L, 1L, 1L);
        assertThat(shards.note("b").allOrThrow()).containsExactly(2L, 2L, 2L);
        for (RedisProcess master : cluster.masters()) {
            List<String> keys =
                    master.ask(redis -> ScanIterator.scan(redis).stream().toList());
            assertThat(keys).hasSize(1);
            int slot = SlotHash.getSlot(keys.get(0));
            assertThat(keys).containsExactly("notes:{" + SlotTags.of(slot) + "}");
            assertThat(cluster.masterOf(slot)).isSameAs(master);
            assertThat(slot == 0 || cluster.masterOf(slot - 1) != master)
                    .as("slot %d is the first one", slot)
                    .isTrue();
        }
    }

    @Test
    void aShardThatFailsLeavesTheOthersTheirResults() {
        ShardResults<Long> refused = shards.refuse(SlotTags.of(0));
        assertThat(refused.results()).hasSize(RedisCluster.MASTERS - 1);
        assertThat(refused.failures().keySet())
                .extracting(ShardNode::port)
                .containsExactly(cluster.masterOf(0).port());
        ShardFailuresException thrown = catchThrowableOfType(ShardFailuresException.class, refused::allOrThrow);
        assertThat(thrown)
                .hasMessage("script shards/refuse failed on 1 of 3 shards: 127.0.0.1:"
                        + cluster.masterOf(0).port() + ": script shards/refuse failed: CLOSED the shop is closed");
    }

    @Test
    void keysOfOtherSlotsAreRefusedBeforeAnythingIsSent() {
        assertThat(shards.misplaced("list:").allOrThrow()).containsExactly(0L, 0L, 0L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shards.misplaced("{user}:"))
                .withMessageContaining("script shards/misplaced: its keys belong to slot 5474, and not to slot ");
    }

    @Test
    void replicasRunWhatIsForThem() {
        shards.note("a");
        List<List<String>> everywhere = List.of(List.of("a"), List.of("a"), List.of("a"));
        await().until(() -> shards.notesOfReplica().allOrThrow().equals(everywhere));
        for (ReadFrom readFrom : List.of(ReadFrom.UPSTREAM, ReadFrom.REPLICA)) {
            connection.setReadFrom(readFrom);
            ShardResults<String> roles = shards.roleOfReplicas();
            assertThat(roles.allOrThrow()).containsExactly("slave", "slave", "slave");
            Set<Integer> replicas = new HashSet<>();
            for (RedisProcess master : cluster.masters()) {
                replicas.add(cluster.replicaOf(master).port());
            }
            assertThat(ports(roles)).isEqualTo(replicas);
            assertThat(roles.shards()).allMatch(result -> result.node().isReplica());
            assertThat(shards.notesOfReplica().allOrThrow()).isEqualTo(everywhere);
            assertThat(shards.role().allOrThrow()).containsExactly("master", "master", "master");
        }
    }

    /** The client still takes the old master for the one that has the slot. */
    @Test
    void aFirstSlotThatMovesTakesItsKeysAlong() {
        shards.note("a");
        RedisProcess from = cluster.masterOf(0);
        RedisProcess to = cluster.masters().stream()
                .filter(master -> master != from)
                .findFirst()
                .orElseThrow();
        cluster.moveSlots(List.of(0), from, to);
        try {
            ShardResults<Long> moved = shards.note("b");
            assertThat(moved.isComplete()).isTrue();
            assertThat(moved.shards()).hasSize(RedisCluster.MASTERS);
            assertThat(shards.who().allOrThrow()).doesNotHaveDuplicates().hasSize(RedisCluster.MASTERS);
            await().until(() ->
                    connection.getPartitions().getMasterBySlot(0).getUri().getPort() == to.port());
            assertThat(connection.sync().lrange("notes:{" + SlotTags.of(0) + "}", 0, -1))
                    .startsWith("a");
            assertThat(shards.who().allOrThrow()).doesNotHaveDuplicates().hasSize(RedisCluster.MASTERS);
        } finally {
            cluster.moveSlots(List.of(0), to, from);
        }
    }
}
