package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Ledger;
import dev.moonlet.scripts.LedgerLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that are cut between a request and its reply. */
class DeliveryIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static FaultyProxy proxy;
    private static ClientResources resources;
    private static RedisClient client;

    private StatefulRedisConnection<String, String> connection;

    @BeforeAll
    static void startProxy() throws Exception {
        proxy = new FaultyProxy(redis.port());
        resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(5)))
                .build();
        client = RedisClient.create(resources, proxy.uri());
    }

    @AfterAll
    static void stopProxy() throws Exception {
        client.shutdown();
        resources.shutdown().get();
        proxy.close();
    }

    @BeforeEach
    void connect() {
        connection = client.connect();
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    private Ledger ledger(ScriptExecutor executor) throws Exception {
        return new LedgerLua(executor);
    }

    private static Map<String, String> entries() {
        return redis.connection().sync().hgetall("ledger");
    }

    @Test
    void aCallIsSentAgainWhenItsConnectionIsLost() throws Exception {
        Ledger ledger = ledger(ScriptExecutor.of(connection));
        assertThat(ledger.enter("ledger", 1)).isEqualTo(1);
        proxy.cutNextReply();
        assertThat(ledger.enter("ledger", 2)).isEqualTo(2);
        assertThat(entries()).isEqualTo(Map.of("1", "1", "2", "2"));
    }

    @Test
    void aCallThatMayRunOnceIsNotSentAgain() throws Exception {
        Ledger ledger = ledger(
                ScriptExecutor.on(connection).delivery(Delivery.AT_MOST_ONCE).build());
        assertThat(ledger.enter("ledger", 1)).isEqualTo(1);
        proxy.cutNextReply();
        InDoubtException doubt = catchThrowableOfType(InDoubtException.class, () -> ledger.enter("ledger", 2));
        assertThat(doubt).hasMessage("script ledger may have run: the connection was lost before its answer came");
        assertThat(doubt.scriptName()).isEqualTo("ledger");
        assertThat(ledger.enter("ledger", 3)).isEqualTo(1);
        assertThat(entries()).isEqualTo(Map.of("1", "1", "2", "1", "3", "1"));
    }

    @Test
    void callsOfAPipelineThatMayRunOnceAreNotSentAgain() throws Exception {
        Pipeline pipeline =
                ScriptExecutor.on(connection).delivery(Delivery.AT_MOST_ONCE).buildPipeline(1_000);
        Ledger ledger = ledger(pipeline);
        CompletionStage<Long> loading = ledger.enterAsync("ledger", 0);
        pipeline.flush();
        assertThat(loading.toCompletableFuture().get()).isEqualTo(1);
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            calls.add(ledger.enterAsync("ledger", i));
        }
        proxy.cutNextReply();
        pipeline.flush();
        for (CompletionStage<Long> call : calls) {
            assertThatThrownBy(() -> call.toCompletableFuture().get()).hasCauseInstanceOf(InDoubtException.class);
        }
        assertThat(connection.sync().ping()).isEqualTo("PONG");
        assertThat(new HashSet<>(entries().values())).containsExactly("1");
    }

    @Test
    void aConnectionThatIsClosedSaysSo() throws Exception {
        Ledger ledger = ledger(ScriptExecutor.of(connection));
        connection.close();
        assertThatThrownBy(() -> ledger.enter("ledger", 1))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("closed");
    }
}
