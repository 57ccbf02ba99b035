package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Failures;
import dev.moonlet.scripts.FailuresLua;
import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server refuses, and how one tells that from each other. */
class ErrorsIT {

    private RedisProcess server;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private Spread spread;

    @BeforeEach
    void start() throws Exception {
        server = RedisProcess.start("lua-time-limit 50");
        client = RedisClient.create(server.uri());
        connection = client.connect();
        spread = new SpreadLua(ScriptExecutor.of(connection));
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        server.close();
    }

    private static ScriptErrorException failure(Spread spread) {
        return catchThrowableOfType(ScriptErrorException.class, () -> spread.enter("ledger", 1));
    }

    @Test
    void busy() throws Exception {
        StatefulRedisConnection<String, String> other = client.connect();
        Failures failures = new FailuresLua(ScriptExecutor.of(other));
        CompletionStage<Long> running = failures.endlessAsync("key");
        try {
            await().until(() -> failure(spread) != null);
            ScriptErrorException busy = failure(spread);
            assertThat(busy.code()).isEqualTo("BUSY");
            assertThat(busy).hasMessageStartingWith("script ledger failed: BUSY ");
        } finally {
            client.connect().sync().scriptKill();
        }
        assertThat(running.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ScriptErrorException.class);
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
    }

    @Test
    void outOfMemory() {
        connection.sync().configSet("maxmemory", "1");
        ScriptErrorException full = failure(spread);
        assertThat(full.code()).isEqualTo("OOM");
        connection.sync().configSet("maxmemory", "0");
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
    }

    @Test
    @NeedsRedis(7)
    void loading(@TempDir Path data) throws Exception {
        try (RedisProcess slow = RedisProcess.start("rdbcompression no", "dir " + data.toAbsolutePath())) {
            StatefulRedisConnection<String, String> other = client.connect(slow.uri());
            other.sync().eval("for i = 1, 6000 do redis.call('SET', i, ('x'):rep(3000)) end", ScriptOutputType.STATUS);
            other.sync().save();
            other.setTimeout(Duration.ofMillis(300));
            Spread onSlow = new SpreadLua(ScriptExecutor.of(other));
            Transaction<String, String> transaction = Transaction.of(() -> client.connect(slow.uri()));
            Spread queued = new SpreadLua(transaction);
            slow.kill();
            CompletableFuture<Void> restarted = CompletableFuture.runAsync(() -> {
                try { // twenty milliseconds a key, and answers in between, until it is told to hurry
                    slow.restart("key-load-delay 20000", "loading-process-events-interval-bytes 1024");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String told = "run: .*LOADING (Redis|Valkey) is loading the dataset in memory.*";
            await().pollInterval(Duration.ofMillis(1)) // it may have been sent again just when its time was over
                    .untilAsserted(() -> assertThatThrownBy(() -> onSlow.enter("ledger", 1))
                            .isInstanceOf(RedisCommandTimeoutException.class)
                            .hasMessageMatching("script ledger was not answered within 300 ms; it was not " + told));
            other.setTimeout(Duration.ofSeconds(30));
            List<CompletableFuture<Long>> stages = new ArrayList<>();
            ScriptErrorException refused = catchThrowableOfType(
                    ScriptErrorException.class,
                    () -> transaction.run(commands -> {
                        stages.add(queued.enterAsync("ledger", 2).toCompletableFuture());
                        return stages.get(0);
                    }));
            assertThat(refused.code()).isEqualTo("LOADING");
            assertThat(stages.get(0)).isCompletedExceptionally();
            client.connect(slow.uri()).sync().configSet("key-load-delay", "0");
            restarted.get();
            assertThat(onSlow.enter("ledger", 3)).isEqualTo(1);
            transaction.close();
        }
    }

    @Test
    @NeedsRedis(7)
    void threadsOfAPoolThatWaitMakeRoomForOthers() throws Exception {
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
        ForkJoinPool pool = new ForkJoinPool(1);
        server.pauseWrites();
        Future<Long> waiting = pool.submit(() -> spread.enter("ledger", 2));
        assertThat(pool.submit(() -> "run"))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo("run");
        assertThat(waiting).isNotDone();
        server.resumeWrites();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1L);
        pool.shutdownNow();
    }

    @Test
    void readOnly() throws Exception {
        try (RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + server.port())) {
            StatefulRedisConnection<String, String> other = client.connect(replica.uri());
            await().until(() -> other.sync().info("replication").contains("master_link_status:up"));
            Spread onReplica = new SpreadLua(ScriptExecutor.of(other));
            ScriptErrorException refused = failure(onReplica);
            assertThat(refused.code()).isEqualTo("READONLY");
            assertThat(refused.file()).contains("ledger.lua");
        }
    }

    @Test
    void masterDown() throws Exception {
        try (RedisProcess replica =
                RedisProcess.start("replica-serve-stale-data no", "replicaof 127.0.0.1 " + RedisProcess.freePort())) {
            Spread onReplica = new SpreadLua(ScriptExecutor.of(client.connect(replica.uri())));
            assertThat(failure(onReplica).code()).isEqualTo("MASTERDOWN");
        }
    }

    @Test
    void noPermission() throws Exception {
        connection
                .sync()
                .aclSetuser(
                        "reader",
                        AclSetuserArgs.Builder.on().nopass().allCommands().keyPattern("mine:*"));
        RedisURI uri = RedisURI.builder(server.uri())
                .withAuthentication("reader", "none")
                .build();
        Spread reader = new SpreadLua(ScriptExecutor.of(client.connect(uri)));
        assertThat(failure(reader).code()).isEqualTo("NOPERM");
        assertThat(reader.enter("mine:ledger", 1)).isEqualTo(1);
    }

    @Test
    void closedConnections() {
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
        connection.close();
        ServerUnavailableException closed =
                catchThrowableOfType(ServerUnavailableException.class, () -> spread.enter("ledger", 1));
        assertThat(closed).hasMessage("script ledger was not sent: Connection is closed");
        assertThat(closed.getCause()).isNotNull();
        assertThat(closed).isInstanceOf(ScriptExecutionException.class);
    }

    @Test
    @NeedsRedis(7)
    void connectionsThatAreClosedUnderACall() {
        assertThat(spread.enter("ledger", 1)).isEqualTo(1);
        server.pauseWrites();
        CompletionStage<Long> paused = spread.enterAsync("ledger", 2);
        connection.close();
        assertThat(paused.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(InDoubtException.class)
                .withMessage("script ledger may have run: the connection was lost before its answer came");
    }

    @Test
    void serversThatAreGoneWhereCallsAreRejectedThen() throws Exception {
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        StatefulRedisConnection<String, String> rejecting = client.connect();
        Spread calls = new SpreadLua(ScriptExecutor.of(rejecting));
        assertThat(calls.enter("ledger", 1)).isEqualTo(1);
        server.kill();
        await().until(() -> !rejecting.isOpen());
        ServerUnavailableException rejected =
                catchThrowableOfType(ServerUnavailableException.class, () -> calls.enter("ledger", 1));
        assertThat(rejected).hasMessage("script ledger was not sent: Currently not connected. Commands are rejected.");
    }

    @Test
    void messagesHoldNothingThatIsNoText() throws Exception {
        Failures failures = new FailuresLua(ScriptExecutor.of(connection));
        ScriptErrorException told = catchThrowableOfType(
                ScriptErrorException.class, () -> failures.errorReply("ODD \u0001\u0007text" + "x".repeat(2_000)));
        assertThat(told.code()).isEqualTo("ODD");
        assertThat(told.getMessage()).contains("\uFFFD\uFFFDtext").hasSizeLessThan(700);
    }
}
