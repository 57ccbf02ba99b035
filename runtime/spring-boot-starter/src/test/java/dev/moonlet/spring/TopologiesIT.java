package dev.moonlet.spring;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ServerUnavailableException;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerProcess;
import io.lettuce.core.ReadFrom;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Executors on other factories than those of one server. */
@Tag("any-server")
class TopologiesIT {

    private static final String MASTER = "main";

    @Test
    void aClusterIsCalledWhereItsKeysAre(@TempDir Path directory) throws Exception {
        try (RedisCluster cluster = RedisCluster.start(directory, 0);
                LogEvents log = new LogEvents()) {
            String nodes = IntStream.range(0, RedisCluster.MASTERS)
                    .mapToObj(i -> "127.0.0.1:" + cluster.node(i).port())
                    .collect(Collectors.joining(","));
            Contexts.onRedis("spring.data.redis.cluster.nodes=" + nodes).run(context -> {
                Counter counter = context.getBean(Counter.class);
                for (String key : List.of("a", "b", "c", "d", "e")) {
                    assertThat(counter.add(key, 1)).isEqualTo(1);
                    assertThat(counter.addAsync(key, 1).toCompletableFuture().get())
                            .isEqualTo(2);
                    assertThat(context.getBean(StringRedisTemplate.class)
                                    .opsForValue()
                                    .get(key))
                            .isEqualTo("2");
                }
                assertThat(counter.size().shards()).hasSize(RedisCluster.MASTERS);
                assertThat(counter.size().reduce(0L, Long::sum)).isEqualTo(5);
                assertThat(counter.sizeAsync().toCompletableFuture().get().reduce(0L, Long::sum))
                        .isEqualTo(5);
                LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
                factory.stop();
                factory.start();
                assertThat(counter.add("a", 1)).isEqualTo(3);
                factory.setShareNativeConnection(false);
                assertThatThrownBy(() -> counter.add("a", 1))
                        .isInstanceOf(ServerUnavailableException.class)
                        .hasMessageContaining("LettuceConnectionFactory.setShareNativeConnection(true)");
            });
            assertThat(log.problems()).isEmpty();
        }
    }

    @Test
    void theMasterThatSentinelNamesIsCalled() throws Exception {
        int port = RedisProcess.freePort();
        try (RedisProcess server = RedisProcess.start();
                ServerProcess sentinel = ServerProcess.start(
                        "Sentinel ID is",
                        List.of(
                                "port " + port,
                                "bind 127.0.0.1",
                                "sentinel monitor " + MASTER + " 127.0.0.1 " + server.port() + " 1"),
                        "--sentinel");
                LogEvents log = new LogEvents()) {
            assertThat(sentinel).isNotNull();
            Contexts.onRedis(
                            "spring.data.redis.sentinel.master=" + MASTER,
                            "spring.data.redis.sentinel.nodes=127.0.0.1:" + port)
                    .run(context -> {
                        Counter counter = context.getBean(Counter.class);
                        assertThat(counter.add("a", 1)).isEqualTo(1);
                        assertThat(counter.addAsync("a", 1)
                                        .toCompletableFuture()
                                        .get())
                                .isEqualTo(2);
                    });
            assertThat(server.<String>ask(redis -> redis.get("a"))).isEqualTo("2");
            assertThat(log.problems()).isEmpty();
        }
    }

    @Test
    void aMasterIsWrittenAndItsReplicaRead() throws Exception {
        try (RedisProcess master = RedisProcess.start("repl-diskless-sync-delay 0");
                RedisProcess replica =
                        RedisProcess.start("repl-diskless-sync-delay 0", "replicaof 127.0.0.1 " + master.port())) {
            await().until(() -> replica.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
            RedisStaticMasterReplicaConfiguration nodes =
                    new RedisStaticMasterReplicaConfiguration("127.0.0.1", master.port());
            nodes.addNode("127.0.0.1", replica.port());
            LettuceConnectionFactory factory = new LettuceConnectionFactory(
                    nodes,
                    LettuceClientConfiguration.builder()
                            .readFrom(ReadFrom.REPLICA_PREFERRED)
                            .build());
            factory.afterPropertiesSet();
            factory.start();
            try {
                Counter counter =
                        new CounterLua(ScriptExecutorFactory.withDefaults().create(factory));
                assertThat(counter.add("a", 1)).isEqualTo(1);
                await().until(() -> counter.total("a") == 1);
                assertThat(replica.<String>ask(redis -> redis.info("commandstats")))
                        .contains("cmdstat_eval");
                assertThat(counter.addAsync("a", 1).toCompletableFuture().get()).isEqualTo(2);
            } finally {
                factory.destroy();
            }
        }
    }
}
