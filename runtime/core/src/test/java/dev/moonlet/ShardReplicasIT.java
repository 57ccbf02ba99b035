package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Shards;
import dev.moonlet.scripts.ShardsLua;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls on the replicas of every shard, where replicas are missing or dead. */
class ShardReplicasIT {

    @Test
    void aClusterWithoutReplicasHasOnlyFailures(@TempDir Path directory) throws Exception {
        try (RedisCluster cluster = RedisCluster.start(directory, 0);
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            Shards shards = new ShardsLua(ScriptExecutor.of(connection));
            ShardResults<String> roles = shards.roleOfReplicas();
            assertThat(roles.results()).isEmpty();
            assertThat(roles.failures()).hasSize(RedisCluster.MASTERS);
            assertThat(roles.failures().values()).allSatisfy(failure -> assertThat(failure)
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("has no replica"));
            assertThat(shards.role().allOrThrow()).containsExactly("master", "master", "master");
        }
    }

    @Test
    void aDeadReplicaIsTheFailureOfItsShardUntilItIsBack(@TempDir Path directory) throws Exception {
        try (RedisCluster cluster = RedisCluster.start(directory, 1);
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            Shards shards = new ShardsLua(ScriptExecutor.on(connection)
                    .readTimeout(Duration.ofSeconds(5))
                    .writeTimeout(Duration.ofSeconds(1))
                    .build());
            assertThat(shards.roleOfReplicas().allOrThrow()).containsExactly("slave", "slave", "slave");
            RedisProcess dead = cluster.replicaOf(cluster.masterOf(0));
            dead.kill();
            ShardResults<String> roles = shards.roleOfReplicas();
            assertThat(roles.results().values()).containsExactly("slave", "slave");
            assertThat(roles.failures().values())
                    .singleElement()
                    .isInstanceOfAny(
                            ServerUnavailableException.class,
                            InDoubtException.class,
                            RedisCommandTimeoutException.class);
            dead.restart();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> shards.roleOfReplicas().isComplete());
        }
    }
}
