package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.RecordingLua;
import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions on servers that are restarted, are replicas, or have no functions. */
class FunctionServersIT {

    private static final FunctionLibrary LIBRARY =
            FunctionLibrary.of("servers", SpreadLua.scripts(), RecordingLua.scripts());

    private RedisClient client;

    @BeforeEach
    void start() {
        client = RedisClient.create();
    }

    @AfterEach
    void stop() {
        client.shutdown();
    }

    private static Spread spread(StatefulRedisConnection<?, ?> connection) {
        return new SpreadLua(ScriptExecutor.on(connection).functions(LIBRARY).build());
    }

    private static String port(RedisProcess server) {
        return Integer.toString(server.port());
    }

    @Test
    @NeedsRedis(7)
    void theLibraryIsLoadedAgainAfterARestart() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            Spread spread = spread(client.connect(server.uri()));
            assertThat(spread.enter("ledger", 1)).isEqualTo(1);
            server.kill();
            server.restart();
            assertThat(spread.enter("ledger", 1)).isPositive();
            int libraries = server.ask(redis -> redis.functionList().size());
            assertThat(libraries).isEqualTo(1);
        }
    }

    @Test
    @NeedsRedis(7)
    void readsGoToAReplicaAsSoonAsItHasTheLibrary() throws Exception {
        try (RedisProcess master = RedisProcess.start("repl-diskless-sync-delay 0");
                RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + master.port())) {
            await().until(() -> replica.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
            StatefulRedisMasterReplicaConnection<String, String> connection =
                    MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri(), replica.uri()));
            connection.setReadFrom(ReadFrom.REPLICA);
            Spread spread = spread(connection);
            assertThat(spread.port()).as("it has to be loaded first").isEqualTo(port(master));
            await().untilAsserted(() -> assertThat(spread.port()).isEqualTo(port(replica)));
        }
    }

    @Test
    @NeedsRedis(7)
    void aReplicaWithoutTheLibraryIsAskedAgainUntilItHasIt() throws Exception {
        try (RedisProcess master = RedisProcess.start("repl-diskless-sync-delay 0");
                RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + master.port())) {
            await().until(() -> replica.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
            Spread spread = spread(client.connect(replica.uri()));
            var port = spread.portAsync().toCompletableFuture();
            assertThat(spread(client.connect(master.uri())).port()).isEqualTo(port(master));
            assertThat(port.get()).isEqualTo(port(replica));
            assertThat(spread.port()).isEqualTo(port(replica));
        }
    }

    @Test
    void aServerWithoutFunctionsSaysSo() throws Exception {
        try (RedisProcess old = ServerUnderTest.get().has(7)
                ? RedisProcess.start(
                        "rename-command FCALL \"\"", "rename-command FCALL_RO \"\"", "rename-command FUNCTION \"\"")
                : RedisProcess.start()) {
            Spread spread = spread(client.connect(old.uri()));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> spread.enter("ledger", 1))
                        .isInstanceOf(ScriptErrorException.class)
                        .hasMessageContaining("nknown command")
                        .hasMessageContaining("functions need Redis 7.0 or Valkey 7.2, and the server is older");
            }
        }
    }
}
