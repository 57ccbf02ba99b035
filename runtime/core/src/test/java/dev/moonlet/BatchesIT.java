package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Failures;
import dev.moonlet.scripts.FailuresLua;
import dev.moonlet.scripts.Ledger;
import dev.moonlet.scripts.LedgerLua;
import dev.moonlet.scripts.Recording;
import dev.moonlet.scripts.RecordingLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.BoundedPoolConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of one script that are sent as one command. */
class BatchesIT {

    private static final int CALLS = 500;
    private static final Batching LARGE = Batching.upTo(100).withServerTime(Duration.ofMinutes(1));

    /** Less time than any call takes. */
    private static final Batching SHORT = Batching.upTo(100).withServerTime(Duration.ofNanos(1));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private StatefulRedisConnection<String, String> connection;

    @BeforeEach
    void connect() {
        redis.connection().sync().flushall();
        redis.connection().sync().scriptFlush();
        redis.connection().sync().configResetstat();
        connection = redis.connect();
    }

    private Pipeline pipeline(Batching batching) {
        return ScriptExecutor.on(connection).batching(batching).buildPipeline();
    }

    private static List<String> list() {
        return redis.connection().sync().lrange("list", 0, -1);
    }

    /** How often the server has run a command. */
    private static long calls(String command) {
        return count("cmdstat_" + command + ":calls=(\\d+)");
    }

    private static long count(String pattern) {
        Matcher calls =
                Pattern.compile(pattern).matcher(redis.connection().sync().info("commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    private static <T> List<T> results(List<CompletionStage<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        for (CompletionStage<T> call : calls) {
            results.add(call.toCompletableFuture().get());
        }
        return results;
    }

    private static <T extends Throwable> T failure(CompletionStage<?> call, Class<T> type) {
        ExecutionException failed = catchThrowableOfType(
                ExecutionException.class, () -> call.toCompletableFuture().get());
        assertThat(failed.getCause()).isInstanceOf(type);
        return Objects.requireNonNull(type.cast(failed.getCause()));
    }

    @Test
    void manyCallsAreFewCommandsWithAResultEach() throws Exception {
        Pipeline pipeline = pipeline(LARGE);
        Recording recording = new RecordingLua(pipeline);
        for (int round = 0; round < 2; round++) {
            List<CompletionStage<Long>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(recording.appendAsync("list", i));
            }
            pipeline.flush();
            assertThat(results(calls))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(round * (long) CALLS + 1, (round + 1) * (long) CALLS)
                                    .boxed()
                                    .toList());
        }
        assertThat(list()).hasSize(2 * CALLS);
        assertThat(calls("evalsha")).isLessThanOrEqualTo(CALLS / 16 + 1 + CALLS / 100);
    }

    @Test
    void callsOfSeveralScriptsKeepTheirOrder() throws Exception {
        Pipeline pipeline = pipeline(LARGE);
        Recording recording = new RecordingLua(pipeline);
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(i % 7 < 4 ? recording.putAsync("list", i) : recording.appendAsync("list", i));
        }
        pipeline.flush();
        results(calls);
        assertThat(list())
                .containsExactlyElementsOf(
                        LongStream.range(0, CALLS).mapToObj(Long::toString).toList());
        assertThat(calls("evalsha")).isLessThan(CALLS / 2);
    }

    @Test
    void eachCallHasItsOwnErrorWithItsPlace() throws Exception {
        Pipeline pipeline = pipeline(LARGE);
        Failures failures = new FailuresLua(pipeline);
        Failures single = new FailuresLua(ScriptExecutor.of(connection));
        CompletionStage<Void> wrongType = failures.throughIncludeAsync("key", true);
        CompletionStage<Void> raised = failures.throughIncludeAsync("key", false);
        CompletionStage<Object> nested = failures.nestedAsync("counter", 2);
        pipeline.flush();
        assertThat(nested.toCompletableFuture().get()).isEqualTo(List.of(List.of(1L)));
        assertThat(calls("evalsha")).isEqualTo(2);
        assertThat(failure(wrongType, ScriptErrorException.class))
                .hasMessage(catchThrowableOfType(ScriptErrorException.class, () -> single.throughInclude("key", true))
                        .getMessage());
        assertThat(failure(raised, ScriptErrorException.class))
                .hasMessage(catchThrowableOfType(ScriptErrorException.class, () -> single.throughInclude("key", false))
                        .getMessage());
    }

    @Test
    void aBatchIsNoLargerThanItsLimits() throws Exception {
        for (Batching batching : List.of(Batching.upTo(7).withServerTime(Duration.ofMinutes(1)), SHORT)) {
            Pipeline pipeline = pipeline(batching);
            Recording recording = new RecordingLua(pipeline);
            CompletionStage<Long> first = recording.appendAsync("list", 0);
            CompletionStage<Long> second = recording.appendAsync("list", 0);
            pipeline.flush();
            results(List.of(first, second));
            redis.connection().sync().configResetstat();
            List<CompletionStage<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 70; i++) {
                calls.add(recording.appendAsync("list", i));
            }
            pipeline.flush();
            results(calls);
            assertThat(calls("evalsha")).isEqualTo(batching.equals(SHORT) ? 70 : 10);
        }
    }

    @Test
    @NeedsRedis(7)
    void aScriptThatReadsIsSentAsOne() throws Exception {
        redis.connection().sync().set("a", "1");
        Pipeline pipeline = pipeline(LARGE);
        Failures failures = new FailuresLua(pipeline);
        CompletionStage<?> there = failures.flaggedAsync("a");
        CompletionStage<?> missing = failures.flaggedAsync("b");
        pipeline.flush();
        assertThat(there.toCompletableFuture().get()).hasToString("Optional[1]");
        assertThat(missing.toCompletableFuture().get()).hasToString("Optional.empty");
        assertThat(calls("evalsha_ro")).isEqualTo(1);
    }

    @Test
    void aBatchThatIsRejectedIsSentAsSingleCalls() throws Exception {
        redis.connection()
                .sync()
                .aclSetuser(
                        "half",
                        AclSetuserArgs.Builder.on()
                                .addPassword("secret")
                                .allCommands()
                                .keyPattern("mine*"));
        RedisClient client = RedisClient.create(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(redis.port())
                .withAuthentication("half", "secret".toCharArray())
                .build());
        try {
            Pipeline pipeline =
                    ScriptExecutor.on(client.connect()).batching(LARGE).buildPipeline();
            Recording recording = new RecordingLua(pipeline);
            CompletionStage<Long> first = recording.appendAsync("mine", 1);
            CompletionStage<Long> refused = recording.appendAsync("theirs", 2);
            CompletionStage<Long> last = recording.appendAsync("mine", 3);
            pipeline.flush();
            assertThat(results(List.of(first, last))).containsExactly(1L, 2L);
            assertThat(failure(refused, ScriptErrorException.class).code()).isEqualTo("NOPERM");
            assertThat(calls("evalsha")).isEqualTo(2);
            assertThat(count("cmdstat_evalsha:.*rejected_calls=(\\d+)")).isIn(0L, 2L); // Redis 6.0 does not count them
        } finally {
            client.shutdown();
            redis.connection().sync().aclDeluser("half");
        }
    }

    @Test
    void aCallThatWasCancelledIsLeftOut() throws Exception {
        Pipeline pipeline = pipeline(LARGE);
        Recording recording = new RecordingLua(pipeline);
        CompletionStage<Long> first = recording.appendAsync("list", 1);
        CompletionStage<Long> cancelled = recording.appendAsync("list", 2);
        CompletionStage<Long> last = recording.appendAsync("list", 3);
        cancelled.toCompletableFuture().cancel(false);
        pipeline.flush();
        assertThat(results(List.of(first, last))).containsExactly(1L, 2L);
        assertThat(list()).containsExactly("1", "3");
    }

    @Test
    void allCallsOfALostBatchAreInDoubt() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            RedisClient client = RedisClient.create(proxy.uri());
            try {
                Pipeline pipeline = ScriptExecutor.on(client.connect())
                        .batching(LARGE)
                        .delivery(Delivery.AT_MOST_ONCE)
                        .buildPipeline();
                Ledger ledger = new LedgerLua(pipeline);
                CompletionStage<Long> known = ledger.enterAsync("ledger", 0);
                pipeline.flush();
                known.toCompletableFuture().get();
                List<CompletionStage<Long>> warm =
                        List.of(ledger.enterAsync("ledger", 1), ledger.enterAsync("ledger", 2));
                pipeline.flush();
                results(warm);
                List<CompletionStage<Long>> lost =
                        List.of(ledger.enterAsync("ledger", 3), ledger.enterAsync("ledger", 4));
                proxy.cutNextReply();
                pipeline.flush();
                for (CompletionStage<Long> call : lost) {
                    failure(call, InDoubtException.class);
                }
                assertThat(redis.connection().sync().hgetall("ledger"))
                        .containsEntry("3", "1")
                        .containsEntry("4", "1");
                assertThat(calls("evalsha")).isEqualTo(3);
            } finally {
                client.shutdown();
            }
        }
    }

    private static void client(String... words) {
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        for (String word : words) {
            arguments.add(word);
        }
        redis.connection().sync().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), arguments);
    }

    @Test
    @NeedsRedis(7)
    void callsThatSeveralThreadsMakeWhileCommandsAreInFlightAreSentTogether() throws Exception {
        ScriptExecutor executor = ScriptExecutor.on(connection).batching(LARGE).build();
        Recording recording = new RecordingLua(executor);
        recording.put("list", 0);
        redis.connection().sync().configResetstat();
        client("PAUSE", "60000", "WRITE");
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            calls.add(recording.putAsync("list", i));
        }
        client("UNPAUSE");
        assertThat(results(calls))
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 51).boxed().toList());
        assertThat(calls("evalsha")).isLessThanOrEqualTo(2 + 48 / 16);
    }

    @Test
    void blockingCallsOfManyThreads() throws Exception {
        ScriptExecutor executor = ScriptExecutor.on(connection).batching(LARGE).build();
        Recording recording = new RecordingLua(executor);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                all.add(threads.submit(() -> LongStream.range(0, 100)
                        .map(i -> recording.put("list", 0))
                        .boxed()
                        .toList()));
            }
            List<Long> seen = new ArrayList<>();
            for (Future<List<Long>> one : all) {
                assertThat(one.get()).isSorted();
                seen.addAll(one.get());
            }
            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 800).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void largeCallsAreSentAlone() throws Exception {
        Pipeline pipeline = pipeline(LARGE.withBytes(100));
        Recording recording = new RecordingLua(pipeline);
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(recording.appendAsync("list".repeat(30), i));
        }
        pipeline.flush();
        results(calls);
        assertThat(calls("evalsha")).isEqualTo(4);
    }

    @Test
    void limitsThatCanNotHold() {
        assertThatThrownBy(() -> Batching.upTo(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LARGE.withBytes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LARGE.withServerTime(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        ExecutorBuilder pooled = ScriptExecutor.on(AsyncConnectionPoolSupport.createBoundedObjectPool(
                () -> {
                    throw new CompletionException(new IllegalStateException("never connected"));
                },
                BoundedPoolConfig.create()));
        assertThatThrownBy(() -> pooled.batching(LARGE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a pool has one for each call");
    }
}
