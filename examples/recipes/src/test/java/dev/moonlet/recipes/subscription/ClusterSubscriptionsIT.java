package dev.moonlet.recipes.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.payload.Payloads;
import dev.moonlet.recipes.queue.JobQueue;
import dev.moonlet.recipes.queue.LeasedJob;
import dev.moonlet.recipes.queue.NewJob;
import dev.moonlet.recipes.queue.QueueSettings;
import dev.moonlet.recipes.subscription.Received.Gap;
import dev.moonlet.recipes.subscription.Received.Message;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions and queues on a cluster. */
class ClusterSubscriptionsIT {

    private static final Buffering MANY = Buffering.dropOldest(100);

    private RedisCluster cluster;
    private RedisClusterClient client;
    private StatefulRedisClusterConnection<String, String> connection;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        cluster = RedisCluster.start(directory, 0);
        client = RedisClusterClient.create(cluster.node(0).uri());
        client.setOptions(ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(Duration.ofSeconds(1))
                        .build())
                .build());
        connection = client.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown(0, 0, TimeUnit.SECONDS);
        cluster.close();
    }

    @Test
    void queuesOnAllServersWakeTheirTakes() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            JobQueue<String> queue = new JobQueue<>(
                    ScriptExecutor.of(connection),
                    client.connectPubSub(),
                    name,
                    Payloads.strings(),
                    QueueSettings.defaults());
            CompletableFuture<List<LeasedJob<String>>> taken =
                    queue.takeAsync(1, Duration.ofHours(1)).toCompletableFuture();
            queue.add(NewJob.of("job of " + name, "x"));
            assertThat(taken.join()).allMatch(LeasedJob::acknowledge);
            assertThat(queue.stats().acknowledged()).isEqualTo(1);
        }
    }

    @Test
    @NeedsRedis(7)
    void shardsAreFollowedWhenTheirSlotMoves() throws Exception {
        try (Subscriptions subscriptions = Subscriptions.connect(client)) {
            for (String tag : List.of("a", "b", "c", "d", "e")) {
                String channel = "{" + tag + "}news";
                Subscription<String> news = subscriptions.subscribe(Topic.shard(channel), Payloads.strings(), MANY);
                connection.sync().spublish(channel, "to " + tag);
                assertThat(news.take()).isEqualTo(new Message<>(channel, "to " + tag));
            }
            Subscription<String> news = subscriptions.subscribe(Topic.shard("{a}news"), Payloads.strings(), MANY);
            int slot = SlotHash.getSlot("{a}news");
            RedisProcess from = cluster.masterOf(slot);
            RedisProcess to = cluster.masters().stream()
                    .filter(master -> master.port() != from.port())
                    .findFirst()
                    .orElseThrow();
            cluster.moveSlots(List.of(slot), from, to);
            assertThat(news.take()).isEqualTo(new Gap<>(0, true));
            connection.sync().spublish("{a}news", "after the move");
            assertThat(news.take()).isEqualTo(new Message<>("{a}news", "after the move"));
        }
    }
}
