package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Echo;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.scripts.Recording;
import dev.moonlet.scripts.RecordingLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.SentCalls;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripts that the server does not have, or has no longer. */
class LoadingIT {

    private static final int CALLS = 200;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @BeforeEach
    void empty() {
        redis.connection().sync().flushall();
        redis.connection().sync().scriptFlush();
    }

    @Test
    @NeedsRedis(7)
    void scriptsAreLoadedOnFirstUse() throws Exception {
        assertThat(echo(redis.connect()).echoInteger(7)).isEqualTo(7);
        assertThat(commandCalls("evalsha_ro")).isEqualTo(1);
        assertThat(commandCalls("script|load")).isEqualTo(1);
        assertThat(commandCalls("eval")).isZero();
    }

    @Test
    @NeedsRedis(7)
    void theFirstCallTakesOneRoundTrip() throws Exception {
        SentCalls sent = new SentCalls();
        Echo echo = echo(redis.connect(sent));
        long before = sent.flushes();
        assertThat(echo.echoInteger(7)).isEqualTo(7);
        assertThat(sent.flushes() - before).isEqualTo(1);
    }

    @Test
    @NeedsRedis(7)
    void scriptsAreLoadedAgainAfterAFlush() throws Exception {
        Echo echo = echo(redis.connect());
        assertThat(echo.echoInteger(1)).isEqualTo(1);
        redis.connection().sync().scriptFlush();
        assertThat(echo.echoInteger(2)).isEqualTo(2);
        assertThat(echo.echoInteger(3)).isEqualTo(3);
        assertThat(commandCalls("script|load")).isEqualTo(2);
    }

    @Test
    @NeedsRedis(7)
    void scriptsThatAreLoadedAreCalledByDigestAlone() throws Exception {
        Echo echo = echo(redis.connect());
        for (int i = 0; i < CALLS; i++) {
            assertThat(echo.echoInteger(i)).isEqualTo(i);
        }
        assertThat(commandCalls("evalsha_ro")).isEqualTo(CALLS);
        assertThat(commandCalls("script|load")).isEqualTo(1);
    }

    @Test
    void noCallIsLostWhenTheScriptsAreFlushedInBetween() throws Exception {
        Echo echo = echo(redis.connect());
        List<CompletableFuture<Echo.Person>> people = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            if (i % 20 == 0) {
                redis.connection().sync().scriptFlush();
            }
            people.add(echo.personAsync("p" + i, false));
        }
        for (int i = 0; i < CALLS; i++) {
            assertThat(people.get(i).get().name()).isEqualTo("p" + i);
        }
    }

    @Test
    @NeedsRedis(7)
    void aScriptIsLoadedOnceHoweverManyCallsMissIt() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Echo echo = echo(connection);
        assertThat(echo.person("first", false).name()).isEqualTo("first");
        redis.connection().sync().scriptFlush();
        connection.setAutoFlushCommands(false);
        List<CompletionStage<Echo.Person>> calls = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            calls.add(echo.personAsync("p" + i, false));
        }
        connection.setAutoFlushCommands(true);
        connection.flushCommands();
        for (int i = 0; i < 1000; i++) {
            assertThat(calls.get(i).toCompletableFuture().get().name()).isEqualTo("p" + i);
        }
        assertThat(commandCalls("script|load"))
                .as("for the first call, and for the others")
                .isEqualTo(2);
    }

    @Test
    void noCallOvertakesTheLoadingOfItsScript() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        connection.setAutoFlushCommands(false);
        CompletableFuture<CompletionStage<Long>> ofEventLoop = connection
                .async()
                .ping()
                .thenApply(pong -> {
                    await(loading);
                    CompletionStage<Long> second = recording.putAsync("list", 2); // is written at once
                    all.countDown();
                    return second;
                })
                .toCompletableFuture();
        connection.flushCommands();
        connection.setAutoFlushCommands(true);
        CompletionStage<Long> first = recording.putAsync("list", 1); // is queued for the event loop, with its script
        loading.countDown();
        await(all);
        CompletionStage<Long> third = recording.putAsync("list", 3);
        assertThat(third.toCompletableFuture().get()).isEqualTo(3);
        assertThat(first.toCompletableFuture().get()).isEqualTo(1);
        assertThat(ofEventLoop.get().toCompletableFuture().get()).isEqualTo(2);
        assertThat(redis.connection().sync().lrange("list", 0, -1)).containsExactly("1", "2", "3");
    }

    /** Calls that have only waited for the loading of their script, and find it gone, are no reason to send it with each. */
    @Test
    @NeedsRedis(7)
    void scriptsThatAreFlushedWhileCallsWaitForThemAreLoadedAgain() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        redis.connection().sync().configResetstat();
        CompletionStage<String> flushed = recording
                .putAsync("list", 1)
                .thenCompose(first -> connection.async().scriptFlush()); // before what waits is sent
        List<CompletionStage<Long>> waiting = new ArrayList<>();
        for (int i = 2; i < 100; i++) {
            waiting.add(recording.putAsync("list", i));
        }
        assertThat(flushed.toCompletableFuture().get()).isEqualTo("OK");
        for (CompletionStage<Long> call : waiting) {
            assertThat(call.toCompletableFuture().get()).isPositive();
        }
        assertThat(commandCalls("eval")).isZero();
        assertThat(commandCalls("script|load")).isBetween(1, 2); // what waited may have been sent before
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void callsThatAreCancelledHoldNobodyUp() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Echo echo = echo(connection);
        for (int round = 0; round < 100; round++) {
            redis.connection().sync().scriptFlush();
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(echo.personAsync("p" + i, false));
                calls.add(echo.echoIntegerAsync(i));
            }
            for (int i = 0; i < round * 100; i++) {
                Thread.onSpinWait();
            }
            calls.forEach(call -> call.cancel(true));
            assertThat(echo.echoInteger(round)).isEqualTo(round);
        }
    }

    @Test
    void callsThatTheirCallersCompleteHoldNobodyUp() throws Exception {
        Echo echo = echo(redis.connect());
        assertThat(echo.echoInteger(1)).isEqualTo(1);
        redis.connection().sync().clientPause(100);
        CompletableFuture<Echo.Person> call = echo.personAsync("late", false);
        call.complete(null);
        redis.connection().sync().scriptFlush();
        assertThat(echo.echoInteger(2)).isEqualTo(2);
        assertThat(echo.person("next", false).name()).isEqualTo("next");
    }

    @Test
    void callsOfAThreadKeepTheirOrderWhenScriptsAreFlushed() throws Exception {
        int threads = 2;
        int callsOfAThread = 20_000;
        int inFlight = 300;
        redis.connection().sync().configResetstat();
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        StatefulRedisConnection<String, String> other = redis.connect();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<CompletionStage<Long>>>> made = new ArrayList<>();
        Queue<RedisFuture<String>> flushed = new ConcurrentLinkedQueue<>();
        for (int t = 0; t < threads; t++) {
            String list = "list" + t;
            made.add(pool.submit(() -> {
                List<CompletionStage<Long>> calls = new ArrayList<>();
                for (int i = 0; i < callsOfAThread; i++) {
                    if (i % 100 == 50) {
                        flushed.add((list.equals("list0") ? connection : other)
                                .async()
                                .scriptFlush());
                    }
                    if (i >= inFlight) {
                        calls.get(i - inFlight).toCompletableFuture().get();
                    }
                    calls.add(i % 3 == 0 ? recording.putAsync(list, i) : recording.appendAsync(list, i));
                }
                return calls;
            }));
        }
        for (Future<List<CompletionStage<Long>>> calls : made) {
            for (CompletionStage<Long> call : calls.get()) {
                call.toCompletableFuture().get();
            }
        }
        for (RedisFuture<String> flush : flushed) {
            assertThat(flush.get()).isEqualTo("OK");
        }
        pool.shutdown();
        List<String> expected =
                IntStream.range(0, callsOfAThread).mapToObj(Integer::toString).toList();
        for (int t = 0; t < threads; t++) {
            assertThat(redis.connection().sync().lrange("list" + t, 0, -1)).isEqualTo(expected);
        }
    }

    @Test
    void callsThatAConnectionFlushesByItselfComeThroughWhenScriptsAreFlushed() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        recording.putAsync("list", 0).toCompletableFuture().get();
        redis.connection().sync().scriptFlush();
        connection.setAutoFlushCommands(false);
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 1; i < 10; i++) {
            calls.add(i % 2 == 0 ? recording.putAsync("list", i) : recording.appendAsync("list", i));
        }
        connection.flushCommands();
        for (int i = 1; i < 10; i++) {
            assertThat(calls.get(i - 1).toCompletableFuture().get()).isEqualTo(i + 1);
        }
        connection.setAutoFlushCommands(true);
    }

    @Test
    void callsInATransactionOfTheConnectionAreAppliedWithIt() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        connection.sync().multi();
        CompletionStage<Long> put = recording.putAsync("list", 1);
        CompletionStage<Long> appended = recording.appendAsync("list", 2);
        assertThatThrownBy(() -> recording.put("list", 3))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("inside of MULTI");
        assertThat(put.toCompletableFuture()).isNotDone();
        connection.sync().exec();
        assertThat(put.toCompletableFuture().get()).isEqualTo(1);
        assertThat(appended.toCompletableFuture().get()).isEqualTo(2);
    }

    @Test
    void callsInATransactionThatIsDiscardedFail() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        connection.sync().multi();
        CompletionStage<Long> put = recording.putAsync("list", 1);
        connection.sync().discard();
        assertThatThrownBy(() -> put.toCompletableFuture().get())
                .hasRootCauseMessage("script recording/put was not run: the transaction was discarded");
        assertThat(recording.put("list", 2)).isEqualTo(1);
        connection.sync().watch("list");
        redis.connection().sync().rpush("list", "other");
        connection.sync().multi();
        CompletionStage<Long> conflicting = recording.putAsync("list", 3);
        assertThat(connection.sync().exec().wasDiscarded()).isTrue();
        assertThatThrownBy(() -> conflicting.toCompletableFuture().get())
                .hasRootCauseMessage("script recording/put was not run: the transaction was discarded");
    }

    @Test
    void aCallThatFailsInATransactionFailsAsElsewhere() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        redis.connection().sync().set("text", "x");
        connection.sync().multi();
        CompletionStage<Long> failing = recording.putAsync("text", 1);
        CompletionStage<Long> put = recording.putAsync("list", 1);
        connection.sync().exec();
        assertThatThrownBy(() -> failing.toCompletableFuture().get())
                .cause()
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("WRONGTYPE");
        assertThat(put.toCompletableFuture().get()).isEqualTo(1);
    }

    @Test
    void callsThatWaitForTheirScriptAreNoPartOfALaterTransaction() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        recording.put("list", 0);
        redis.connection().sync().scriptFlush();
        connection.setAutoFlushCommands(false);
        List<CompletionStage<Long>> waiting = new ArrayList<>();
        for (int i = 1; i < 5; i++) {
            waiting.add(i % 2 == 0 ? recording.putAsync("list", i) : recording.appendAsync("list", i));
        }
        RedisFuture<String> begun = connection.async().multi();
        RedisFuture<String> set = connection.async().set("in", "transaction");
        connection.flushCommands();
        assertThat(begun.get()).isEqualTo("OK");
        RedisFuture<TransactionResult> executed = connection.async().exec();
        connection.flushCommands();
        assertThat(executed.get()).hasSize(1);
        assertThat(set.get()).isEqualTo("OK");
        connection.setAutoFlushCommands(true);
        for (int i = 1; i < 5; i++) {
            assertThat(waiting.get(i - 1).toCompletableFuture().get()).isEqualTo(i + 1);
        }
    }

    @Test
    void executorsOfOneConnectionKeepTheOrderTogether() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        Recording one = new RecordingLua(ScriptExecutor.of(connection));
        Recording other = new RecordingLua(ScriptExecutor.of(connection));
        one.put("list", -1);
        List<RedisFuture<String>> flushed = new ArrayList<>();
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (i % 30 == 0) {
                flushed.add(connection.async().scriptFlush());
            }
            calls.add(i % 3 == 0 ? one.putAsync("list", i) : other.appendAsync("list", i));
        }
        for (int i = 0; i < 300; i++) {
            assertThat(calls.get(i).toCompletableFuture().get()).isEqualTo(i + 2);
        }
        assertThat(flushed).allSatisfy(flush -> assertThat(flush.get()).isEqualTo("OK"));
    }

    @Test
    void scriptsRunInTheirOrderWhereLoadingIsNotAllowed() throws Exception {
        redis.connection()
                .sync()
                .aclSetuser(
                        "reader",
                        AclSetuserArgs.Builder.on()
                                .nopass()
                                .allKeys()
                                .allCommands()
                                .removeCommand(CommandType.SCRIPT));
        StatefulRedisConnection<String, String> connection = redis.connect();
        connection.sync().auth("reader", "any");
        Recording recording = new RecordingLua(ScriptExecutor.of(connection));
        for (int round = 0; round < 20; round++) {
            redis.connection().sync().scriptFlush();
            List<CompletionStage<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(i % 3 == 0 ? recording.putAsync("list", i) : recording.appendAsync("list", i));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(calls.get(i).toCompletableFuture().get()).isEqualTo(20L * round + i + 1);
            }
        }
    }

    @Test
    void noCallIsLostWhileScriptsAreFlushedAllTheTime() throws Exception {
        Echo echo = echo(redis.connect());
        StatefulRedisConnection<String, String> other = redis.connect();
        AtomicBoolean going = new AtomicBoolean(true);
        CompletableFuture<Void> flushing = CompletableFuture.runAsync(() -> {
            while (going.get()) {
                other.sync().scriptFlush();
            }
        });
        try {
            for (int i = 0; i < 10 * CALLS; i++) {
                assertThat(echo.echoInteger(i)).isEqualTo(i);
            }
        } finally {
            going.set(false);
            flushing.get();
        }
    }

    private Echo echo(StatefulRedisConnection<String, String> connection) throws Exception {
        redis.connection().sync().configResetstat();
        return new EchoLua(ScriptExecutor.of(connection));
    }

    private static int commandCalls(String command) {
        String prefix = "cmdstat_" + command + ":calls=";
        return redis.connection()
                .sync()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToInt(line -> Integer.parseInt(line.substring(prefix.length(), line.indexOf(','))))
                .findFirst()
                .orElse(0);
    }
}
