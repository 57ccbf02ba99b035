package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Echo;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.AsyncPool;
import io.lettuce.core.support.BoundedPoolConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The options of executors, which differ from those of their connections. */
@Timeout(60)
class ExecutorBuilderIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private RedisClient client;

    @BeforeEach
    void startClient() {
        client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
    }

    @AfterEach
    void stopClient() {
        client.shutdown();
    }

    private AsyncPool<StatefulRedisConnection<String, String>> pool(RedisURI uri, int size) {
        return AsyncConnectionPoolSupport.createBoundedObjectPool(
                () -> client.connectAsync(StringCodec.UTF8, uri),
                BoundedPoolConfig.builder().maxTotal(size).build());
    }

    @Test
    void blockingIsAllowedWhereAResultCanCome() throws Exception {
        StatefulRedisConnection<String, String> connection = client.connect();
        ScriptExecutor direct = ScriptExecutor.of(connection);
        ScriptExecutor pooled = ScriptExecutor.on(pool(RedisURI.create("127.0.0.1", redis.port()), 1))
                .build();
        assertThat(direct.allowsBlocking()).isTrue();
        assertThat(pooled.allowsBlocking()).isTrue();
        assertThat(Pipeline.of(connection).allowsBlocking()).isFalse();
        assertThat(Transaction.of(client::connect).allowsBlocking()).isFalse();
        List<Boolean> onEventLoop = new ArrayList<>();
        CompletableFuture<Boolean> gate = new CompletableFuture<>();
        connection
                .async()
                .blpop(1, "nothing")
                .thenAccept(
                        none -> { // answered after the callback is there
                            onEventLoop.add(direct.allowsBlocking());
                            gate.complete(pooled.allowsBlocking());
                        });
        assertThat(gate.get()).isFalse();
        assertThat(onEventLoop).containsExactly(false);
        connection.sync().multi();
        assertThat(direct.allowsBlocking()).isFalse();
    }

    @Test
    void theReadTimeoutIsThatOfTheExecutor() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            StatefulRedisConnection<String, String> connection = client.connect(proxy.uri());
            connection.setTimeout(Duration.ofMinutes(10));
            Echo hasty = new EchoLua(ScriptExecutor.on(connection)
                    .readTimeout(Duration.ofMillis(20))
                    .build());
            Echo patient = new EchoLua(ScriptExecutor.of(connection));
            assertThat(patient.echoInteger(1)).isEqualTo(1);
            proxy.hold();
            assertThatThrownBy(() -> hasty.echoInteger(2))
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .hasMessage("script echo/integer was not answered within 20 ms; it may have run");
            proxy.release();
            assertThat(patient.echoInteger(3)).isEqualTo(3);
        }
    }

    @Test
    void theWriteTimeoutEndsTheRetries() throws Exception {
        try (RedisProcess master = RedisProcess.start()) {
            StatefulRedisConnection<String, String> connection =
                    MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri()));
            connection.setTimeout(Duration.ofMinutes(10));
            Echo echo = new EchoLua(ScriptExecutor.on(connection)
                    .writeTimeout(Duration.ofMillis(300))
                    .build());
            assertThat(echo.echoInteger(1)).isEqualTo(1);
            int nowhere = RedisProcess.freePort();
            master.ask(commands -> commands.replicaof("127.0.0.1", nowhere));
            master.ask(commands -> commands.configSet("replica-serve-stale-data", "no"));
            assertThatThrownBy(() -> echo.echoInteger(2)).hasMessageContaining("MASTERDOWN");
        }
    }

    @Test
    void callsWaitForConnectionsOfAPool() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port());
                AsyncPool<StatefulRedisConnection<String, String>> pool = pool(proxy.uri(), 2)) {
            Echo echo = new EchoLua(ScriptExecutor.on(pool).build());
            assertThat(echo.echoInteger(1)).isEqualTo(1);
            proxy.hold();
            List<CompletableFuture<Echo.Person>> people = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                people.add(echo.personAsync("p" + i, false)); // returns, though there are two connections
            }
            people.get(50).cancel(false);
            assertThat(people.get(99)).isNotDone();
            proxy.release();
            for (int i = 0; i < 100; i++) {
                if (i != 50) {
                    assertThat(people.get(i).get().name()).isEqualTo("p" + i);
                }
            }
            assertThat(pool.acquire().get().sync().ping()).isEqualTo("PONG");
        }
    }

    @Test
    void theConnectTimeoutEndsTheWaitForAConnection() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port());
                AsyncPool<StatefulRedisConnection<String, String>> pool = pool(proxy.uri(), 1)) {
            Echo echo = new EchoLua(ScriptExecutor.on(pool)
                    .connectTimeout(Duration.ofMillis(30))
                    .build());
            assertThat(echo.echoInteger(1)).isEqualTo(1);
            proxy.hold();
            CompletableFuture<Echo.Person> first = echo.personAsync("first", false);
            CompletableFuture<Echo.Person> second = echo.personAsync("second", false);
            assertThat(second)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(ServerUnavailableException.class)
                    .withMessage("script echo/person was not sent: the pool gave no connection:"
                            + " all of them were in use for 30 ms");
            proxy.release();
            assertThat(first.get().name()).isEqualTo("first");
            assertThat(echo.echoInteger(2)).isEqualTo(2);
        }
    }

    @Test
    void aTimeoutIsPositive() {
        ExecutorBuilder builder = ScriptExecutor.on(redis.connection());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.readTimeout(Duration.ZERO))
                .withMessage("read timeout PT0S is not positive");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.writeTimeout(Duration.ofMillis(-1)));
    }

    @Test
    void optionsThatAConnectionOrAPoolDoesNotHaveAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ScriptExecutor.on(redis.connection()).connectTimeout(Duration.ofSeconds(1)))
                .withMessageContaining("SocketOptions");
        assertThatIllegalStateException()
                .isThrownBy(() -> ScriptExecutor.borrowing(redis::connect).buildPipeline())
                .withMessageContaining("share one connection");
    }
}
