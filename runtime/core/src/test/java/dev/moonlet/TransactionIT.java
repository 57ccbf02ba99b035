package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripts and plain commands that run together or not at all. */
@SuppressWarnings("FutureReturnValueIgnored") // the stages of a transaction complete together
class TransactionIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private Transaction<String, String> transaction;
    private Spread spread;

    @BeforeEach
    void prepare() throws Exception {
        transaction = Transaction.of(redis::connect, 3);
        spread = new SpreadLua(transaction);
    }

    @AfterEach
    void close() {
        transaction.close();
    }

    private static String get(String key) {
        return redis.connection().sync().get(key);
    }

    @Test
    void scriptsAndCommandsRunTogether() {
        AtomicInteger stages = new AtomicInteger();
        long entered = transaction.run(commands -> {
            commands.set("a", "x").thenRun(stages::incrementAndGet);
            CompletionStage<Long> first = spread.enterAsync("ledger", 1);
            commands.set("b", "y").thenRun(stages::incrementAndGet);
            assertThat(get("a")).isNull();
            return first.thenCombine(spread.enterAsync("ledger", 1), Long::sum);
        });
        assertThat(entered).isEqualTo(3);
        assertThat(stages).hasValue(2);
        assertThat(get("a")).isEqualTo("x");
        assertThat(get("b")).isEqualTo("y");
    }

    @Test
    void aBlockThatThrowsDiscardsEverything() {
        IllegalArgumentException thrown = new IllegalArgumentException("no");
        for (int i = 0; i < 2; i++) {
            List<CompletionStage<Long>> discarded = new ArrayList<>();
            assertThatThrownBy(() -> transaction.run(commands -> {
                        commands.set("a", "x");
                        discarded.add(spread.enterAsync("ledger", 1));
                        throw thrown;
                    }))
                    .isSameAs(thrown);
            assertThat(discarded.get(0).toCompletableFuture()).isCompletedExceptionally();
        }
        assertThat(get("a")).isNull();
        long count = transaction.run(commands -> spread.enterAsync("ledger", 1));
        assertThat(count).isEqualTo(1);
    }

    @Test
    void aServerThatDoesNotAnswerLeavesNothingBehind() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess server = RedisProcess.start();
                Transaction<String, String> impatient = Transaction.of(() -> {
                    StatefulRedisConnection<String, String> connection = client.connect(server.uri());
                    connection.setTimeout(Duration.ofMillis(500));
                    return connection;
                })) {
            String first = impatient.run(commands -> commands.set("a", "x"));
            assertThat(first).isEqualTo("OK");
            server.ask(commands -> commands.dispatch(
                    CommandType.CLIENT,
                    new StatusOutput<>(StringCodec.UTF8),
                    new CommandArgs<>(StringCodec.UTF8).add("PAUSE").add(800)));
            assertThatThrownBy(() -> impatient.run(commands -> commands.set("a", "y")))
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .hasMessageStartingWith("the transaction was not run: ");
            await().ignoreExceptions().untilAsserted(() -> {
                String found = impatient.run(commands -> commands.get("a"));
                assertThat(found).isEqualTo("x");
            });
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aConflictIsTriedAgain() {
        redis.connection().sync().set("stock", "10");
        AtomicInteger attempts = new AtomicInteger();
        long left = transaction.runWatching(List.of("stock"), reads -> {
            long stock = Long.parseLong(reads.get("stock"));
            if (attempts.incrementAndGet() < 3) {
                redis.connection().sync().decr("stock");
            }
            return commands -> commands.decrby("stock", stock / 2);
        });
        assertThat(attempts).hasValue(3);
        assertThat(left).isEqualTo(4);
    }

    @Test
    void thePausesBetweenConflictsGrow() {
        try (Transaction<String, String> patient = Transaction.of(redis::connect, 8)) {
            List<Long> times = new ArrayList<>();
            assertThatThrownBy(() -> patient.runWatching(List.of("stock"), reads -> {
                        times.add(System.nanoTime());
                        redis.connection().sync().set("stock", "x" + times.size());
                        return commands -> commands.set("stock", "mine");
                    }))
                    .isInstanceOf(TransactionException.class);
            assertThat(times).hasSize(8);
            for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1))
                        .as("before attempt %d", i + 1)
                        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1L << i) / 4);
            }
        }
    }

    @Test
    void aConflictThatDoesNotEndIsGivenUp() {
        AtomicInteger attempts = new AtomicInteger();
        TransactionException givenUp = catchThrowableOfType(
                TransactionException.class,
                () -> transaction.runWatching(List.of("stock"), reads -> {
                    redis.connection().sync().set("stock", "x" + attempts.incrementAndGet());
                    return commands -> commands.set("stock", "mine");
                }));
        assertThat(givenUp)
                .hasMessage(
                        "the transaction was given up after 3 attempts, each time because others wrote to what it watches;"
                                + " Transaction.of takes another number of them");
        assertThat(givenUp.isInDoubt()).isFalse();
        assertThat(get("stock")).isEqualTo("x3");
    }

    @Test
    void readsThatThrowWatchNothingLonger() {
        assertThatThrownBy(() -> transaction.runWatching(List.of("stock"), reads -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        redis.connection().sync().set("stock", "other");
        String set = transaction.run(commands -> commands.set("stock", "mine"));
        assertThat(set).isEqualTo("OK");
    }

    @Test
    void whatCanNotBeQueuedIsRefused() {
        assertThatThrownBy(() -> spread.enterAsync("ledger", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "script ledger is called outside of the block that a transaction runs, or by another thread than the one that runs it");
        assertThatThrownBy(() -> spread.enter("ledger", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("script ledger can't be waited for in a transaction");
        assertThatThrownBy(() -> transaction.run(commands -> {
                    transaction.run(inner -> inner.set("a", "x"));
                    return commands.set("a", "y");
                }))
                .hasMessage("a transaction can't be run inside of another one, whose block can call the same");
        assertThat(get("a")).isNull();
    }

    @Test
    void aScriptThatFailsDoesNotUndoItsNeighbours() {
        redis.connection().sync().set("ledger", "a string");
        assertThatThrownBy(() -> transaction.run(commands -> {
                    commands.set("a", "x");
                    return spread.enterAsync("ledger", 1);
                }))
                .isInstanceOfSatisfying(
                        ScriptErrorException.class, e -> assertThat(e.code()).isEqualTo("WRONGTYPE"));
        assertThat(get("a")).isEqualTo("x");
    }

    @Test
    void aBlockThatEndsTheTransactionItselfIsTold() {
        assertThatThrownBy(() -> transaction.run(commands -> {
                    commands.set("a", "x");
                    commands.exec();
                    return commands.set("b", "y");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the block called MULTI, EXEC or DISCARD, which is for the transaction to do;"
                        + " what it called before may have run");
        String next = transaction.runWatching(List.of("b"), reads -> commands -> commands.set("b", "z"));
        assertThat(next).isEqualTo("OK");
    }

    @Test
    void aTransactionInTheReadsOfAnotherWouldEndItsWatch() {
        assertThatThrownBy(() -> transaction.runWatching(List.of("stock"), reads -> {
                    transaction.run(commands -> commands.set("a", "x"));
                    return commands -> commands.set("stock", "mine");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction can't be run inside of another one, whose block can call the same");
        assertThat(get("a")).isNull();
        assertThat(get("stock")).isNull();
    }

    /** What becomes of that block itself depends on when the client reads the answer to its MULTI. */
    @Test
    void aBlockThatCallsMultiDoesNotSpoilTheNextOne() {
        assertThat(get("n")).isNull();
        Supplier<StatefulRedisConnection<String, String>> connections = () -> {
            StatefulRedisConnection<String, String> made = redis.connect();
            made.setTimeout(Duration.ofSeconds(5));
            return made;
        };
        try (Transaction<String, String> own = Transaction.of(connections)) {
            for (int i = 0; i < 5; i++) {
                try {
                    own.run(commands -> {
                        commands.multi();
                        redis.connection().sync().ping(); // time for an answer
                        return commands.incr("n");
                    });
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageStartingWith("the block called MULTI, EXEC or DISCARD");
                } catch (RedisCommandTimeoutException e) {
                    assertThat(e).hasMessageContaining("the stage that its block returned was not complete");
                } catch (RedisCommandExecutionException e) {
                    assertThat(e).hasMessageStartingWith("EXECABORT"); // sent before the client knew of the refusal
                }
                String got = own.runWatching(List.of("m"), reads -> commands -> commands.get("m"));
                assertThat(got).isNull();
            }
        }
    }

    @Test
    void whatTheServerRefusesIsToldWhateverTheBlockReturns() {
        assertThatThrownBy(() -> transaction.run(commands -> {
                    commands.dispatch(CommandType.GET, new StatusOutput<>(StringCodec.UTF8));
                    return spread.enterAsync("ledger", 1);
                }))
                .hasMessageContaining("EXECABORT");
        assertThat(redis.connection().sync().exists("ledger")).isZero();
    }

    @Test
    void aClientThatWasShutDownCanNotConnect() {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
        Transaction<String, String> late = Transaction.of(client::connect);
        client.shutdown();
        assertThatThrownBy(() -> late.run(commands -> commands.get("a")))
                .isInstanceOf(TransactionException.class)
                .hasMessageStartingWith("the transaction was not run: ");
    }

    @Test
    @SuppressWarnings("NullAway") // which not everybody has
    void whatIsMissingIsNamed() {
        assertThatThrownBy(
                        () -> transaction.runWatching(Arrays.asList("a", null), reads -> commands -> commands.get("a")))
                .hasMessage("a key to watch");
        assertThatThrownBy(() -> transaction.run(commands -> null))
                .hasMessage("the block returned null, and not the stage of its result");
        assertThatThrownBy(() -> transaction.runWatching(List.of(), reads -> null))
                .hasMessage("the block that reads returned null, and not the block to run");
    }

    @Test
    void connectionsThatDoNotTellOfTheirLossAreRefused() {
        RedisClient client = RedisClient.create();
        try (Transaction<String, String> refused = Transaction.of(() ->
                MasterReplica.connect(client, StringCodec.UTF8, List.of(RedisURI.create("127.0.0.1", redis.port()))))) {
            assertThatThrownBy(() -> refused.run(commands -> commands.set("a", "x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("to the master alone");
        }
        client.shutdown();
    }

    @Test
    void threadsTakeTurns() throws Exception {
        redis.connection().sync().set("n", "0");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            running.add(threads.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    transaction.runWatching(List.of("n"), reads -> {
                        long n = Long.parseLong(reads.get("n"));
                        return commands -> commands.set("n", Long.toString(n + 1));
                    });
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        threads.shutdown();
        assertThat(get("n")).isEqualTo("400");
    }
}
