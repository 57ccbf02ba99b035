package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Shards;
import dev.moonlet.scripts.ShardsLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.AsyncPool;
import io.lettuce.core.support.BoundedPoolConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls on every shard where there is one server. */
@Timeout(60)
class ShardsIT {

    private static final String KEY = "notes:{06S}";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private Shards shards;

    @BeforeEach
    void connect() {
        client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
        connection = client.connect();
        connection.sync().flushall();
        shards = new ShardsLua(ScriptExecutor.of(connection));
    }

    @AfterEach
    void disconnect() {
        client.shutdown();
    }

    @Test
    void theOneServerIsTheShard() {
        ShardResults<Long> noted = shards.note("a");
        assertThat(noted.shards()).hasSize(1);
        ShardResult<Long> result = noted.shards().get(0);
        assertThat(result.node()).isEqualTo(ShardNode.ofConnection()).hasToString("the server of the connection");
        assertThat(result.isSuccess()).isTrue();
        assertThat(result.result()).isEqualTo(1);
        assertThat(result.failure()).isEmpty();
        assertThat(noted.allOrThrow()).containsExactly(1L);
        assertThat(noted.results()).containsOnlyKeys(ShardNode.ofConnection());
        assertThat(noted.reduce(10L, Long::sum)).isEqualTo(11);
        assertThat(connection.sync().lrange(KEY, 0, -1)).containsExactly("a");
        assertThat(shards.notesOfReplica().allOrThrow()).containsExactly(List.of("a"));
    }

    @Test
    void eachStyleReturnsTheSame() throws Exception {
        assertThat(shards.noteAsync("a").toCompletableFuture().get().allOrThrow())
                .containsExactly(1L);
        assertThat(shards.noteFuture("b").get().allOrThrow()).containsExactly(2L);
        assertThat(shards.noteRedisFuture("c").get().allOrThrow()).containsExactly(3L);
        Mono<ShardResults<Long>> mono = shards.noteMono("d");
        Flux<ShardResult<Long>> flux = shards.noteFlux("e");
        assertThat(connection.sync().llen(KEY)).isEqualTo(3);
        assertThat(mono.map(ShardResults::allOrThrow).block()).containsExactly(4L);
        assertThat(mono.map(ShardResults::allOrThrow).block()).containsExactly(5L);
        assertThat(flux.map(ShardResult::result).collectList().block()).containsExactly(6L);
        assertThat(flux.map(ShardResult::result).collectList().block()).containsExactly(7L);
    }

    @Test
    void aFailureIsThatOfTheShard() throws Exception {
        ShardResults<Long> refused = shards.refuse("06S");
        assertThat(refused.isComplete()).isFalse();
        assertThat(refused.results()).isEmpty();
        assertThat(refused)
                .hasToString("script shards/refuse on every shard: [the server of the connection:"
                        + " script shards/refuse failed: CLOSED the shop is closed]");
        assertThat(refused.failures().values()).singleElement().isInstanceOf(ScriptErrorException.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> refused.shards().get(0).result())
                .withCauseInstanceOf(ScriptErrorException.class);
        ShardFailuresException thrown =
                catchThrowableOfType(ShardFailuresException.class, () -> refused.reduce(0L, Long::sum));
        assertThat(thrown)
                .hasMessage("script shards/refuse failed on 1 of 1 shards: the server of the connection:"
                        + " script shards/refuse failed: CLOSED the shop is closed")
                .hasCauseInstanceOf(ScriptErrorException.class);
        assertThat(thrown.scriptName()).isEqualTo("shards/refuse");
        assertThat(thrown.failures()).isEqualTo(refused.failures());
        assertThat(shards.refuseAsync("06S").toCompletableFuture().get().failures())
                .hasSize(1);
        assertThat(shards.refuse("other").allOrThrow()).containsExactly(1L);
    }

    @Test
    void pipelinesAndTransactionsRefuse() throws Exception {
        Shards piped = new ShardsLua(Pipeline.of(connection));
        assertThatIllegalStateException()
                .isThrownBy(() -> piped.note("a"))
                .withMessageContaining("script shards/note can't run on every shard in a pipeline");
        assertThat(piped.noteAsync("a"))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class);
        try (Transaction<String, String> transaction = Transaction.of(client::connect)) {
            Shards queued = new ShardsLua(transaction);
            transaction.run(multi -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> queued.note("a"))
                        .withMessageContaining("script shards/note can't run on every shard in a transaction");
                assertThat(queued.noteAsync("a"))
                        .failsWithin(Duration.ZERO)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(IllegalStateException.class);
                return multi.ping();
            });
        }
        connection.sync().multi();
        assertThatIllegalStateException()
                .isThrownBy(() -> shards.note("a"))
                .withMessageContaining("script shards/note can't run on every shard inside of MULTI");
        assertThat(shards.noteAsync("a"))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class);
        connection.sync().discard();
        assertThat(connection.sync().exists(KEY)).isZero();
    }

    @Test
    void anExecutorThatKnowsNothingOfShardsRefuses() {
        ScriptExecutor executor = ScriptExecutor.of(connection);
        Shards wrapped = new ShardsLua(new ScriptExecutor() {
            @Override
            public <T> T execute(ScriptInvocation<T> invocation) {
                return executor.execute(invocation);
            }

            @Override
            public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
                return executor.executeAsync(invocation);
            }
        });
        assertThatThrownBy(() -> wrapped.note("a"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("script shards/note can't run on every shard: ")
                .hasMessageEndingWith(" does not override executeOnShards");
        assertThat(wrapped.noteAsync("a"))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPoolLendsAConnection() throws Exception {
        AsyncPool<StatefulRedisConnection<String, String>> pool = AsyncConnectionPoolSupport.createBoundedObjectPool(
                () -> client.connectAsync(StringCodec.UTF8, RedisURI.create("127.0.0.1", redis.port())),
                BoundedPoolConfig.builder().maxTotal(1).build());
        Shards pooled = new ShardsLua(ScriptExecutor.on(pool).build());
        for (long call = 1; call < 4; call += 2) {
            assertThat(pooled.note("a").allOrThrow()).containsExactly(call);
            assertThat(pooled.noteAsync("b").toCompletableFuture().get().allOrThrow())
                    .containsExactly(call + 1);
        }
        pool.close();
    }

    @Test
    void aShardWithoutAnAnswerInTimeHasFailed() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            StatefulRedisConnection<String, String> held = client.connect(proxy.uri());
            Shards hasty = new ShardsLua(
                    ScriptExecutor.on(held).readTimeout(Duration.ofMillis(20)).build());
            Shards patient = new ShardsLua(ScriptExecutor.of(held));
            assertThat(patient.size().allOrThrow()).containsExactly(0L);
            proxy.hold();
            assertThat(hasty.size().failures().values())
                    .singleElement()
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .startsWith(
                            "script shards/size was not answered by the server of the connection within 20 ms; it ");
            CompletableFuture<ShardResults<Long>> cancelled = patient.noteFuture("a");
            assertThat(cancelled.cancel(true)).isTrue();
            assertThat(cancelled).isCancelled();
            Thread.currentThread().interrupt();
            assertThatThrownBy(patient::size)
                    .isInstanceOf(RedisCommandInterruptedException.class)
                    .hasRootCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theEventLoopIsNotBlocked() {
        CompletableFuture<ShardResults<Long>> blocked =
                connection.async().blpop(30, "gate").toCompletableFuture().thenApply(opened -> shards.size());
        client.connect().sync().rpush("gate", "open");
        assertThat(blocked)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RedisException.class)
                .withMessageContaining("can't be waited for on a thread of Lettuce's event loop");
    }
}
