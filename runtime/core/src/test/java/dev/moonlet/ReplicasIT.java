package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Failures;
import dev.moonlet.scripts.FailuresLua;
import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that only read, on the servers that the client's {@code ReadFrom} chooses. */
class ReplicasIT {

    @TempDir
    Path data;

    private RedisProcess master;
    private RedisProcess replica;
    private RedisClient client;

    @BeforeEach
    void start() throws Exception {
        master = RedisProcess.start("repl-diskless-sync-delay 0");
        replica = RedisProcess.start("replicaof 127.0.0.1 " + master.port());
        await().until(() -> replica.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
        client = RedisClient.create();
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        replica.close();
        master.close();
    }

    private StatefulRedisMasterReplicaConnection<String, String> connect(ReadFrom readFrom) {
        StatefulRedisMasterReplicaConnection<String, String> connection =
                MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri(), replica.uri()));
        connection.setReadFrom(readFrom);
        return connection;
    }

    private Spread spread(ScriptExecutor executor) throws Exception {
        return new SpreadLua(executor);
    }

    private static String calls(RedisProcess server, String command) {
        return server.ask(redis -> redis.info("commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .findFirst()
                .map(line -> line.replaceAll(".*:calls=(\\d+).*", "$1"))
                .orElse("0");
    }

    @Test
    @NeedsRedis(7)
    void readsGoToAReplicaAndWritesToTheMaster() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connect(ReadFrom.REPLICA)));
        for (int i = 0; i < 3; i++) {
            assertThat(spread.port()).isEqualTo(Integer.toString(replica.port()));
        }
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
        // how many come before it is known that the replica has the script depends on how fast it answers
        int byDigest = Integer.parseInt(calls(replica, "evalsha_ro"));
        int asText = Integer.parseInt(calls(replica, "eval_ro"));
        assertThat(asText).isBetween(1, 3);
        assertThat(byDigest + asText).isEqualTo(3);
        assertThat(calls(master, "evalsha")).isEqualTo("1");
        replica.ask(redis -> redis.scriptFlush());
        assertThat(spread.port()).isEqualTo(Integer.toString(replica.port()));
    }

    @Test
    @NeedsRedis(7)
    void readsGoToTheMasterWhereNothingElseIsAskedFor() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connect(ReadFrom.UPSTREAM)));
        assertThat(spread.port()).isEqualTo(Integer.toString(master.port()));
        assertThat(calls(master, "evalsha_ro")).isEqualTo("1");
        assertThat(calls(master, "script|load")).isEqualTo("1");
    }

    @Test
    void readsThatNoServerMayTakeSaySo() throws Exception {
        try (StatefulRedisMasterReplicaConnection<String, String> alone =
                MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri()))) {
            alone.setReadFrom(ReadFrom.REPLICA);
            Spread spread = spread(ScriptExecutor.of(alone));
            assertThatThrownBy(spread::port)
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("was not sent: Cannot determine a node to read");
        }
    }

    @Test
    @NeedsRedis(7)
    void aPipelineReadsFromReplicas() throws Exception {
        Pipeline pipeline = Pipeline.of(connect(ReadFrom.REPLICA));
        Spread spread = spread(pipeline);
        CompletionStage<Long> entered = spread.enterAsync("ledger", 1);
        CompletionStage<String> port = spread.portAsync();
        pipeline.flush();
        assertThat(port.toCompletableFuture().get()).isEqualTo(Integer.toString(replica.port()));
        assertThat(entered.toCompletableFuture().get()).isEqualTo(1);
    }

    @Test
    @NeedsRedis(7)
    void aReplicaThatHasLostItsScriptsIsSentEachOfThemOnceInFiftyMilliseconds() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(replica.port());
                StatefulRedisMasterReplicaConnection<String, String> connection =
                        MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri(), proxy.uri()))) {
            connection.setReadFrom(ReadFrom.REPLICA);
            Spread spread = spread(ScriptExecutor.of(connection));
            assertThat(spread.port()).isEqualTo(Integer.toString(replica.port()));
            replica.ask(redis -> redis.scriptFlush());
            replica.ask(redis -> redis.configResetstat());
            proxy.hold();
            List<CompletionStage<String>> ports = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                ports.add(spread.portAsync());
            }
            long start = System.nanoTime();
            proxy.release();
            for (CompletionStage<String> port : ports) {
                assertThat(port.toCompletableFuture().get()).isEqualTo(Integer.toString(replica.port()));
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertThat(Long.parseLong(calls(replica, "eval_ro"))).isBetween(1L, 1 + millis / 50);
        }
    }

    @Test
    @NeedsRedis(7)
    void aScriptsOwnErrorDoesNotMakeAServerOld() throws Exception {
        StatefulRedisMasterReplicaConnection<String, String> connection = connect(ReadFrom.REPLICA);
        Failures failures = new FailuresLua(ScriptExecutor.of(connection));
        for (String message : List.of("ERR unknown command, says the script", "NOPERM to run the thing_ro'")) {
            assertThatThrownBy(() -> failures.errorReply(message)).isInstanceOf(ScriptErrorException.class);
        }
        assertThat(calls(master, "evalsha")).isEqualTo("0");
        assertThat(spread(ScriptExecutor.of(connection)).port()).isEqualTo(Integer.toString(replica.port()));
    }

    private static RedisProcess serverThatKnowsNoReadingScripts() throws Exception {
        return ServerUnderTest.get().has(7)
                ? RedisProcess.start("rename-command EVALSHA_RO \"\"", "rename-command EVAL_RO \"\"")
                : RedisProcess.start();
    }

    @Test
    void aServerThatKnowsNoReadingScriptsRunsThem() throws Exception {
        try (RedisProcess old = serverThatKnowsNoReadingScripts()) {
            StatefulRedisConnection<String, String> connection = client.connect(old.uri());
            Spread spread = spread(ScriptExecutor.of(connection));
            for (int i = 0; i < 3; i++) {
                assertThat(spread.port()).isEqualTo(Integer.toString(old.port()));
            }
            assertThat(calls(old, "evalsha")).isEqualTo("3");
            StatefulRedisMasterReplicaConnection<String, String> replicated =
                    MasterReplica.connect(client, StringCodec.UTF8, List.of(old.uri()));
            replicated.setReadFrom(ReadFrom.ANY);
            Spread other = spread(ScriptExecutor.of(replicated));
            for (int i = 0; i < 3; i++) {
                assertThat(other.port()).isEqualTo(Integer.toString(old.port()));
            }
            for (int round = 0; round < 10; round++) {
                StatefulRedisMasterReplicaConnection<String, String> fresh =
                        MasterReplica.connect(client, StringCodec.UTF8, List.of(old.uri()));
                fresh.setReadFrom(ReadFrom.ANY);
                Pipeline pipeline = Pipeline.of(fresh);
                Spread flushed = spread(pipeline);
                List<CompletableFuture<String>> ports = new ArrayList<>();
                for (int i = 0; i < 3_000; i++) {
                    ports.add(flushed.portAsync().toCompletableFuture());
                }
                pipeline.flush();
                ports.add(flushed.portAsync().toCompletableFuture());
                pipeline.flush();
                assertThat(ports).allSatisfy(port -> assertThat(port).succeedsWithin(Duration.ofSeconds(10)));
                fresh.close();
            }
        }
    }

    @Test
    @NeedsRedis(7)
    void aUserWhoMayNotRunReadingScriptsRunsThem() throws Exception {
        master.ask(redis -> redis.aclSetuser(
                "evalsha-alone",
                AclSetuserArgs.Builder.on()
                        .nopass()
                        .allKeys()
                        .allCommands()
                        .removeCommand(CommandType.EVALSHA_RO)
                        .removeCommand(CommandType.EVAL_RO)));
        RedisURI uri = RedisURI.builder(master.uri())
                .withAuthentication("evalsha-alone", "none")
                .build();
        Spread spread = spread(ScriptExecutor.of(client.connect(uri)));
        assertThat(spread.port()).isEqualTo(Integer.toString(master.port()));
        assertThat(spread.port()).isEqualTo(Integer.toString(master.port()));
        assertThat(calls(master, "evalsha")).isEqualTo("2");
    }

    @Test
    void aUserWhoMayRunNothingButTextsRunsThem() throws Exception {
        master.ask(redis -> redis.aclSetuser(
                "eval-alone",
                AclSetuserArgs.Builder.on()
                        .nopass()
                        .allKeys()
                        .addCommand(CommandType.EVAL)
                        .addCommand(CommandType.INFO)
                        .addCommand(CommandType.PING)
                        .addCommand(CommandType.HINCRBY)));
        RedisURI uri = RedisURI.builder(master.uri())
                .withAuthentication("eval-alone", "none")
                .build();
        Spread spread = spread(ScriptExecutor.of(client.connect(uri)));
        for (int i = 1; i < 4; i++) {
            assertThat(spread.enter("ledger", 1)).isEqualTo(i);
            assertThat(spread.port()).isEqualTo(Integer.toString(master.port()));
        }
    }

    @Test
    @NeedsRedis(7)
    void readsGoToTheReplicasOfACluster() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(data, 1);
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            Spread spread = spread(ScriptExecutor.of(connection));
            for (int i = 0; i < 30; i++) {
                spread.enter("warm:" + i, 1);
            }
            await().until(() -> connection.getPartitions().stream()
                    .filter(node -> node.getRole().isReplica())
                    .allMatch(node -> node.getReplOffset() > 0)); // the client reads from no other
            connection.setReadFrom(ReadFrom.REPLICA);
            for (int i = 0; i < 30; i++) {
                assertThat(spread.enter("ledger:" + i, 7)).isEqualTo(1);
                assertThat(spread.portOf("ledger:" + i)).isNotEqualTo(spread.portOfMaster("ledger:" + i));
            }
        }
    }

    /** Newer servers keep no more than 500 of the scripts that came with a call. */
    @Test
    @NeedsRedis(7)
    void scriptsThatAReplicaHasDroppedAreSentAgain() throws Exception {
        Spread spread = spread(ScriptExecutor.of(connect(ReadFrom.REPLICA)));
        for (int round = 0; round < 3; round++) {
            assertThat(spread.port()).isEqualTo(Integer.toString(replica.port()));
            replica.ask(redis -> {
                for (int i = 0; i < 600; i++) {
                    redis.eval("return " + i, ScriptOutputType.INTEGER);
                }
                return redis;
            });
        }
    }

    @Test
    void readsWaitForTheTopologyOfACluster() throws Exception {
        try (RedisProcess node = RedisProcess.start("cluster-enabled yes", "dir " + data.toAbsolutePath());
                RedisClusterClient clients = RedisClusterClient.create(node.uri());
                StatefulRedisClusterConnection<String, String> connection = clients.connect()) {
            connection.setReadFrom(ReadFrom.ANY);
            Spread spread = spread(ScriptExecutor.of(connection));
            CompletionStage<String> port = spread.portOfAsync("key");
            CompletableFuture<Long> entered = spread.enterAsync("ledger", 1).toCompletableFuture();
            assertThat(port.toCompletableFuture()).isNotDone();
            node.ask(redis -> redis.clusterAddSlots(IntStream.range(0, 16384).toArray()));
            await().until(() -> node.ask(redis -> redis.clusterInfo()).contains("cluster_state:ok"));
            clients.refreshPartitions();
            assertThat(port.toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(Integer.toString(node.port()));
            assertThat(entered).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1L);
        }
    }
}
