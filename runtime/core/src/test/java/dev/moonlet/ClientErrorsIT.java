package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Failures;
import dev.moonlet.scripts.FailuresLua;
import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of the JVM that the client throws: each ends one call. */
class ClientErrorsIT {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static RedisCluster cluster;

    private final FaultyClient faulty = new FaultyClient();
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

    private Spread spread(Delivery delivery) throws Exception {
        return new SpreadLua(
                ScriptExecutor.on(faulty.of(connection)).delivery(delivery).build());
    }

    private static void assertFailsOfError(CompletableFuture<?> call) {
        assertThat(call)
                .failsWithin(LONGEST)
                .withThrowableOfType(ExecutionException.class)
                .withRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOnAServerOfAClusterFailsItsCallAlone(Delivery delivery) throws Exception {
        Spread spread = spread(delivery);
        for (int i = 1; i < 4; i++) {
            faulty.failNext("dispatch");
            assertThatThrownBy(() -> spread.enter("ledger", 1)).isInstanceOf(NoClassDefFoundError.class);
            assertThat(spread.enter("ledger", 1)).isEqualTo(2L * i - 1);
            faulty.failNext("dispatch");
            assertFailsOfError(spread.enterAsync("ledger", 1).toCompletableFuture());
            assertThat(spread.enter("ledger", 1)).isEqualTo(2L * i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfAReadFailsItsCallAlone(Delivery delivery) throws Exception {
        connection.setReadFrom(ReadFrom.ANY);
        Spread spread = spread(delivery);
        for (int i = 1; i < 4; i++) {
            faulty.failNext("dispatch");
            assertThatThrownBy(() -> spread.portOf("key")).isInstanceOf(NoClassDefFoundError.class);
            String port = spread.portOf("key");
            faulty.failNext("dispatch");
            assertFailsOfError(spread.portOfAsync("key").toCompletableFuture());
            assertThat(spread.portOf("key")).isEqualTo(port);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAsAConnectionIsMadeEndsNoCall(Delivery delivery) throws Exception {
        Spread spread = spread(delivery);
        for (int i = 0; i < RedisCluster.MASTERS; i++) {
            faulty.failNext("getConnectionAsync");
            String ledger = "ledger:" + i;
            assertThat(spread.enterAsync(ledger, 1)).succeedsWithin(LONGEST).isEqualTo(1L);
            assertThat(spread.enter(ledger, 1)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorEachTimeAConnectionIsMadeEndsCallsAtTheirTimeout(Delivery delivery) throws Exception {
        Spread spread = spread(delivery);
        faulty.failAll("getConnectionAsync");
        connection.setTimeout(Duration.ofMillis(200));
        assertThatThrownBy(() -> spread.enter("ledger", 1)).hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertFailsOfError(spread.enterAsync("ledger", 1).toCompletableFuture());
        faulty.failAll("");
        connection.setTimeout(LONGEST);
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
    }

    /** The other call waits while the one that has the error ends, and the commands that load its script end after it. */
    @ParameterizedTest
    @EnumSource
    void anErrorFailsNoCallThatIsMadeMeanwhile(Delivery delivery) throws Exception {
        RedisClient client = RedisClient.create();
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            StatefulRedisConnection<String, String> shared = client.connect(proxy.uri());
            Failures failures = new FailuresLua(
                    ScriptExecutor.on(faulty.of(shared)).delivery(delivery).build());
            assertThat(failures.tasks("counter")).isEqualTo(5); // so that the server is asked for this script, too
            assertThat(shared.sync().ping()).isEqualTo("PONG"); // and nothing is in flight
            proxy.hold();
            CompletableFuture<?> before = failures.flaggedAsync("key").toCompletableFuture();
            CompletableFuture<Object> failed = failures.nestedAsync("failed", 0).toCompletableFuture();
            CompletableFuture<Object> other = failed.exceptionallyCompose(failure -> failures.nestedAsync("other", 1));
            faulty.failNext("dispatch");
            proxy.release();
            assertFailsOfError(failed);
            assertThat(before).succeedsWithin(LONGEST);
            assertThat(other).succeedsWithin(LONGEST).isEqualTo(List.of(1L));
        } finally {
            client.shutdown();
        }
    }
}
