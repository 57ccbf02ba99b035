package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Accounts;
import dev.moonlet.scripts.AccountsLua;
import dev.moonlet.scripts.Entries;
import dev.moonlet.scripts.EntriesLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.SentCalls;
import dev.moonlet.testing.ServerProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A master that Sentinel replaces, while several threads call it. */
@Tag("faults")
@NeedsRedis(7)
class SentinelFaultsIT {

    private static final String NAME = "main";

    private final List<RedisProcess> servers = new ArrayList<>();
    private ServerProcess sentinel;
    private RedisURI uri;
    private final SentCalls sent = new SentCalls();
    private ClientResources resources;
    private RedisClient client;
    private StatefulRedisSentinelConnection<String, String> ask;

    @BeforeEach
    void start() throws Exception {
        servers.add(RedisProcess.start("repl-diskless-sync-delay 0"));
        servers.add(RedisProcess.start(
                "repl-diskless-sync-delay 0",
                "replicaof 127.0.0.1 " + servers.get(0).port()));
        int port = RedisProcess.freePort();
        sentinel = ServerProcess.start(
                "Sentinel ID is",
                List.of(
                        "port " + port,
                        "bind 127.0.0.1",
                        "sentinel monitor " + NAME + " 127.0.0.1 "
                                + servers.get(0).port() + " 1",
                        "sentinel down-after-milliseconds " + NAME + " 500",
                        "sentinel failover-timeout " + NAME + " 3000"),
                "--sentinel");
        uri = RedisURI.Builder.sentinel("127.0.0.1", port, NAME).build();
        resources = ClientResources.builder()
                .nettyCustomizer(sent)
                .reconnectDelay(Delay.constant(Duration.ofMillis(20)))
                .build();
        client = RedisClient.create(resources);
        ask = client.connectSentinel(RedisURI.create("127.0.0.1", port));
        await().until(() ->
                ask.sync().replicas(NAME).stream().anyMatch(replica -> "ok".equals(replica.get("master-link-status"))));
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        resources.shutdown().get();
        sentinel.close();
        for (RedisProcess server : servers) {
            server.close();
        }
    }

    private RedisProcess master() {
        int port = Integer.parseInt(ask.sync().master(NAME).get("port"));
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow();
    }

    private FaultLoad load(String name, StatefulRedisConnection<?, ?> connection, Delivery delivery) throws Exception {
        Entries entries =
                new EntriesLua(ScriptExecutor.on(connection).delivery(delivery).build());
        return new FaultLoad(name, entries, delivery, sent);
    }

    private void check(FaultLoad load) {
        RedisProcess master = master();
        load.check(key -> master.ask(redis -> redis.lrange(key, 0, -1)));
    }

    /**
     * Kills the master, after what was killed before is there again as its replica, and as nothing else: one that starts as
     * the master it was takes writes, which are lost when Sentinel comes to it.
     */
    private void killMaster() throws Exception {
        RedisProcess master = master();
        for (RedisProcess server : servers) {
            if (!server.isRunning()) {
                server.restart("replicaof 127.0.0.1 " + master.port());
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions() // Sentinel may close connections of one that it tells who its master is
                        .until(() ->
                                server.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
            }
        }
        master.awaitReplica();
        master.kill();
        await().atMost(Duration.ofSeconds(30)).until(() -> master() != master);
        RedisProcess other = master();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.ask(redis -> redis.role().get(0)).equals("master"));
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the stages of a transaction complete together
    void aTransactionGoesToTheMaster() throws Exception {
        try (Transaction<String, String> transaction = Transaction.of(() -> client.connect(uri))) {
            for (int i = 0; i < 2; i++) {
                if (i == 1) {
                    killMaster();
                }
                int value = i;
                long length = await().ignoreException(TransactionException.class)
                        .until(
                                () -> transaction.run(commands -> {
                                    commands.set("value", Integer.toString(value));
                                    return commands.strlen("value");
                                }),
                                done -> true);
                assertThat(length).isEqualTo(1);
                assertThat(master().<String>ask(redis -> redis.get("value"))).isEqualTo(Integer.toString(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void functionsOfTheMaster(Delivery delivery) throws Exception {
        Entries entries = new EntriesLua(ScriptExecutor.on(client.connect(uri))
                .delivery(delivery)
                .functions(FunctionLibrary.of("sentinel", EntriesLua.scripts()))
                .build());
        check(new FaultLoad("master replaced by Sentinel, functions", entries, delivery, sent)
                .during(300, this::killMaster));
    }

    @Test
    void aGivenLibraryIsThereAfterAFailover() throws Exception {
        Accounts accounts = new AccountsLua(ScriptExecutor.of(client.connect(uri)));
        assertThat(accounts.deposit("a", 10)).isEqualTo(10);
        killMaster();
        long balance = await().ignoreExceptions().until(() -> accounts.balance("a"), known -> true);
        assertThat(balance).isEqualTo(10);
        int libraries = master().ask(redis -> redis.functionList().size());
        assertThat(libraries).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void aConnectionToTheMaster(Delivery delivery) throws Exception {
        check(load("master replaced by Sentinel", client.connect(uri), delivery).during(300, this::killMaster));
    }

    @ParameterizedTest
    @MethodSource("dev.moonlet.FaultLoad#deliveries")
    void aConnectionToTheMasterAndItsReplicas(Delivery delivery) throws Exception {
        check(load(
                        "master of replicas replaced by Sentinel",
                        MasterReplica.connect(client, StringCodec.UTF8, uri),
                        delivery)
                .during(300, this::killMaster));
    }
}
