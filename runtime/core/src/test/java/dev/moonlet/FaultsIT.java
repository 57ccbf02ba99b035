package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;

import dev.moonlet.scripts.Entries;
import dev.moonlet.scripts.EntriesLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.SentCalls;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.AsyncPool;
import io.lettuce.core.support.BoundedPoolConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One server that loses its scripts, its connections, its time or its life, while several threads call it. */
@Tag("faults")
class FaultsIT {

    @TempDir
    Path data;

    private RedisProcess server;
    private final SentCalls sent = new SentCalls();
    private ClientResources resources;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;

    @BeforeEach
    void start() throws Exception {
        server = RedisProcess.start("appendonly yes", "appendfsync no", "dir " + data.toAbsolutePath());
        resources = ClientResources.builder()
                .nettyCustomizer(sent)
                .reconnectDelay(Delay.constant(Duration.ofMillis(5)))
                .build();
        client = RedisClient.create(resources, server.uri());
        connection = client.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        resources.shutdown().get();
        server.close();
    }

    private FaultLoad load(String name, Delivery delivery) throws Exception {
        Entries entries =
                new EntriesLua(ScriptExecutor.on(connection).delivery(delivery).build());
        return new FaultLoad(name, entries, delivery, sent);
    }

    private void check(FaultLoad load) {
        load.check(key -> connection.sync().lrange(key, 0, -1));
    }

    @ParameterizedTest
    @EnumSource
    void scriptsAreFlushed(Delivery delivery) throws Exception {
        StatefulRedisConnection<String, String> other = client.connect();
        check(load("scripts flushed", delivery).during(10, () -> other.sync().scriptFlush()));
    }

    @ParameterizedTest
    @EnumSource
    void connectionsAreKilled(Delivery delivery) throws Exception {
        StatefulRedisConnection<String, String> other = client.connect();
        check(load("connections killed", delivery).during(50, () -> other.sync()
                .clientKill(KillArgs.Builder.typeNormal().skipme())));
    }

    @ParameterizedTest
    @EnumSource
    void repliesAreCutOff(Delivery delivery) throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(server.port())) {
            connection = client.connect(proxy.uri());
            check(load("connection cut before a reply", delivery).during(20, () -> {
                int cuts = proxy.cuts();
                proxy.cutNextReply();
                await().pollInterval(Duration.ofMillis(1)).until(() -> proxy.cuts() > cuts);
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionOfAPipelineIsKilledAndItsScriptsAreFlushed(Delivery delivery) throws Exception {
        StatefulRedisConnection<String, String> other = client.connect();
        Pipeline pipeline = ScriptExecutor.on(connection).delivery(delivery).buildPipeline();
        Entries entries = new EntriesLua(pipeline);
        FaultLoad load = new FaultLoad("pipeline killed and flushed", entries, delivery, sent).flushedBy(pipeline);
        AtomicInteger faults = new AtomicInteger();
        check(load.during(20, () -> {
            if (faults.incrementAndGet() % 3 == 0) {
                other.sync().clientKill(KillArgs.Builder.typeNormal().skipme());
            } else {
                other.sync().scriptFlush();
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void connectionsOfAPoolAreKilledAndItsScriptsAreFlushed(Delivery delivery) throws Exception {
        StatefulRedisConnection<String, String> other = client.connect();
        AsyncPool<StatefulRedisConnection<String, String>> pool = AsyncConnectionPoolSupport.createBoundedObjectPool(
                () -> client.connectAsync(StringCodec.UTF8, server.uri()),
                BoundedPoolConfig.builder().maxTotal(2 * FaultLoad.POOL).build());
        Entries entries =
                new EntriesLua(ScriptExecutor.on(pool).delivery(delivery).build());
        FaultLoad load = new FaultLoad("connections of a pool killed", entries, delivery, sent).inPool();
        check(load.during(50, () -> {
            other.sync().scriptFlush();
            other.sync().clientKill(KillArgs.Builder.typeNormal().skipme());
        }));
        pool.closeAsync().get();
    }

    @ParameterizedTest
    @EnumSource
    void connectionsToAMasterAndItsReplicasAreKilled(Delivery delivery) throws Exception {
        StatefulRedisConnection<String, String> other = client.connect();
        connection = MasterReplica.connect(client, StringCodec.UTF8, List.of(server.uri()));
        check(load("connections to master and replicas killed", delivery).during(50, () -> other.sync()
                .clientKill(KillArgs.Builder.typeNormal().skipme())));
    }

    @ParameterizedTest
    @EnumSource
    void theServerIsKilledAndStartedAgain(Delivery delivery) throws Exception {
        check(load("server killed", delivery).during(300, () -> {
            server.kill();
            server.restart();
        }));
    }

    /** Calls whose time is over while the server pauses run once if they were sent, and never if they were not. */
    @ParameterizedTest
    @EnumSource
    void theServerPausesForLongerThanCallsWait(Delivery delivery) throws Exception {
        StatefulRedisConnection<String, String> other = client.connect();
        connection.setTimeout(Duration.ofMillis(50));
        FaultLoad load = load("server paused", delivery).timingOut();
        load.during(100, () -> {
            other.sync().scriptFlush(); // so that some wait for their script
            other.sync().clientPause(150);
        });
        connection.setTimeout(Duration.ofMinutes(1));
        check(load);
    }
}
