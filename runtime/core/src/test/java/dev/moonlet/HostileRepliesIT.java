package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Failures;
import dev.moonlet.scripts.FailuresLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.SentCalls;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that announce more than there can be, of a server that has not run the call. */
class HostileRepliesIT {

    private static final String ARRAY = "*2147483647\r\n";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** As few as the client can have. */
    private static final int EVENT_LOOPS = 2;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static final SentCalls sent = new SentCalls();

    private static FaultyProxy proxy;
    private static ClientResources resources;
    private static RedisClient client;

    private final List<StatefulRedisConnection<String, String>> connections = new ArrayList<>();

    @BeforeAll
    static void startProxy() throws Exception {
        proxy = new FaultyProxy(redis.port());
        resources = ClientResources.builder()
                .nettyCustomizer(sent)
                .ioThreadPoolSize(EVENT_LOOPS)
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

    private StatefulRedisConnection<String, String> connect() {
        StatefulRedisConnection<String, String> connection = client.connect();
        connections.add(connection);
        return connection;
    }

    @AfterEach
    void disconnect() {
        proxy.answerRequestsWith("", "");
        connections.forEach(StatefulRedisConnection::close);
    }

    private Failures failures(Delivery delivery) throws Exception {
        return new FailuresLua(ScriptExecutor.on(connect()).delivery(delivery).build());
    }

    /** Calls in flight on one connection, whose requests the proxy holds back. */
    private record Neighbours(
            CompletableFuture<Object> before, CompletableFuture<Object> lying, CompletableFuture<Object> behind) {}

    private static Neighbours hold(Failures called) {
        proxy.hold();
        long sentBefore = sent.count();
        Neighbours calls = new Neighbours(
                called.nestedAsync("before", 1).toCompletableFuture(),
                called.nestedAsync("lying", 0).toCompletableFuture(),
                called.nestedAsync("behind", 2).toCompletableFuture());
        await().until(() -> sent.count() == sentBefore + 3);
        return calls;
    }

    /** A line of the reply ends with a semicolon. */
    @ParameterizedTest
    @CsvSource({
        "AT_LEAST_ONCE, *2147483647;, an array of 2147483647 elements",
        "AT_MOST_ONCE, *2147483647;, an array of 2147483647 elements",
        "AT_LEAST_ONCE, ~2147483647;, an array of 2147483647 elements",
        "AT_LEAST_ONCE, %2147483647;, a map of 2147483647 pairs",
        "AT_MOST_ONCE, %2147483647;:1;:2;, a map of 2147483647 pairs",
        "AT_LEAST_ONCE, *2147483647;:1;:2;, an array of 2147483647 elements",
        "AT_LEAST_ONCE, *2;:1;*2147483647;, an array of 2147483647 elements",
        "AT_LEAST_ONCE, %1;+key;%1073741824;, a map of 1073741824 pairs"
    })
    void anAnnouncementFailsItsCallAlone(Delivery delivery, String reply, String announced) throws Exception {
        Failures called = failures(delivery);
        List<Failures> others = new ArrayList<>();
        for (int i = 0; i < EVENT_LOOPS; i++) {
            others.add(failures(delivery));
        }
        assertThat(called.nested("earlier", 0)).isEqualTo(1L);
        proxy.answerRequestsWith("lying", reply.replace(";", "\r\n"));
        Neighbours calls = hold(called);
        proxy.release();
        assertThat(calls.lying())
                .failsWithin(LONGEST)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(ReplyMismatchException.class)
                .withMessage("script failures/nested: the reply is not of the declared type: expected at most"
                        + " 1073741823 elements, found " + announced);
        assertThat(calls.before()).succeedsWithin(LONGEST).isEqualTo(List.of(1L));
        assertEndsOnce(delivery, calls.behind());
        for (Failures other : others) {
            assertThat(other.nestedAsync("other", 0)).succeedsWithin(LONGEST);
        }
        assertThat(redis.connection().sync().get("other")).isEqualTo(Integer.toString(EVENT_LOOPS));
        // its connection may still be closing, so that a call is in doubt
        Object later = await().ignoreExceptionsInstanceOf(InDoubtException.class)
                .until(() -> called.nested("later", 0), result -> true);
        assertThat(later).isEqualTo(Long.parseLong(redis.connection().sync().get("later")));
    }

    private static void assertEndsOnce(Delivery delivery, CompletableFuture<Object> behind) {
        await().atMost(LONGEST).until(behind::isDone);
        String runs = redis.connection().sync().get("behind");
        if (delivery == Delivery.AT_MOST_ONCE && behind.isCompletedExceptionally()) {
            assertThatThrownBy(behind::join).hasCauseInstanceOf(InDoubtException.class);
            assertThat(runs).isIn(null, "1");
        } else {
            assertThat(behind.join()).isEqualTo(List.of(List.of(Long.parseLong(runs))));
            assertThat(runs).isIn("1", delivery == Delivery.AT_LEAST_ONCE ? "2" : "1");
        }
    }

    /** Of which nobody waits for the reply, but others wait for theirs behind it. */
    @Test
    void anAnnouncementToACallThatWasCancelledFailsNoOther() throws Exception {
        Failures called = failures(Delivery.AT_LEAST_ONCE);
        assertThat(called.nested("earlier", 0)).isEqualTo(1L);
        proxy.answerRequestsWith("lying", ARRAY);
        Neighbours calls = hold(called);
        calls.lying().cancel(false);
        proxy.release();
        assertThat(calls.before()).succeedsWithin(LONGEST).isEqualTo(List.of(1L));
        assertEndsOnce(Delivery.AT_LEAST_ONCE, calls.behind());
        assertThat(called.nested("later", 0)).isEqualTo(1L);
    }

    /** Where Lettuce's own outputs would make room for the elements at once, or leave the rest of the connection to them. */
    @ParameterizedTest
    @ValueSource(strings = {"LOAD", "EXISTS"})
    void anAnnouncementToALoadedScriptFailsNoLaterCall(String command) throws Exception {
        Failures called = failures(Delivery.AT_LEAST_ONCE);
        assertThat(called.tasks("counter")).isEqualTo(5); // so that it asks whether this script is still there
        proxy.answerRequestsWith(command, ARRAY);
        CompletableFuture<Object> call = called.nestedAsync("call", 0).toCompletableFuture();
        await().atMost(LONGEST).until(call::isDone);
        if (call.isCompletedExceptionally()) {
            assertThatThrownBy(call::join).hasCauseInstanceOf(ReplyMismatchException.class);
        }
        proxy.answerRequestsWith("", "");
        assertThat(called.nested("later", 0)).isEqualTo(1L);
    }

    @Test
    void anAnnouncementFailsItsTransactionAlone() throws Exception {
        redis.connection().sync().set("key", "lying");
        try (Transaction<String, String> transaction = Transaction.of(client::connect)) {
            Failures queued = new FailuresLua(transaction);
            proxy.replaceReplies("$5\r\nlying\r\n", ARRAY);
            assertThatThrownBy(() -> transaction.run(commands -> queued.flaggedAsync("key")))
                    .isInstanceOf(TransactionException.class)
                    .hasMessageContaining("may have run")
                    .rootCause()
                    .hasMessage("the reply announces an array of 2147483647 elements");
            redis.connection().sync().set("key", "true");
            Optional<String> value = transaction.run(commands -> queued.flaggedAsync("key"));
            assertThat(value).contains("true");
        }
    }
}
