package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a call sends that its server keeps rejecting: at most twenty commands in a second, counted on the servers. */
@Timeout(300)
@NeedsRedis(7) // which counts what it rejects
@Tag("any-server")
class RetryRateIT {

    /** Less than a second, in which most tries are made: they get rarer. */
    private static final Duration TIMEOUT = Duration.ofMillis(900);

    private static final int MOST_IN_A_SECOND = 20;

    /** Its {@code SCRIPT LOAD text} sets a key, so that no script is ever there, and answers as if it had loaded one. */
    private static final List<String> LOADS_NOTHING =
            List.of("rename-command SCRIPT MOONLET_SCRIPT", "rename-command MSET SCRIPT");

    private static final String NO_TEXT = "user default on nopass ~* &* +@all -eval -eval_ro";

    /** What is sent before a call is sent with its text: its script and its digest, three times. */
    private static final int MOST_BEFORE_TEXT = 6;

    /** All that has to do with scripts; MSET is only sent under the name of SCRIPT. */
    private static final Pattern STATISTIC =
            Pattern.compile("cmdstat_(?:eval\\w*|script\\S*|asking|mset):calls=(\\d+)(?:.*rejected_calls=(\\d+))?.*");

    @TempDir
    Path data;

    /**
     * Makes a call that no server runs before its timeout, and counts what is sent.
     *
     * @param reason what the server says, which is the cause of the timeout
     */
    private void assertRate(List<RedisProcess> servers, Spread spread, Consumer<Spread> call, String reason) {
        servers.forEach(server -> server.ask(redis -> redis.configResetstat()));
        long start = System.nanoTime();
        assertThatThrownBy(() -> call.accept(spread))
                .isInstanceOf(RedisCommandTimeoutException.class)
                .rootCause()
                .hasMessageContaining(reason);
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
        int sent = servers.stream().mapToInt(RetryRateIT::sent).sum();
        assertThat(sent).isBetween(2, (int) (MOST_IN_A_SECOND * seconds));
    }

    private static int sent(RedisProcess server) {
        return server.ask(redis -> redis.info("commandstats"))
                .lines()
                .map(STATISTIC::matcher)
                .filter(Matcher::matches)
                .mapToInt(statistic -> Integer.parseInt(statistic.group(1))
                        + Integer.parseInt(statistic.group(2) == null ? "0" : statistic.group(2)))
                .sum();
    }

    private Spread spread(ScriptExecutor executor) throws Exception {
        return new SpreadLua(executor);
    }

    @Test
    void aServerThatIsLoading() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess server = RedisProcess.start("dir " + data.toAbsolutePath())) {
            StatefulRedisConnection<String, String> connection = client.connect(server.uri());
            connection
                    .sync()
                    .eval("for i = 1, 1000 do redis.call('SET', i, ('x'):rep(3000)) end", ScriptOutputType.STATUS);
            connection.sync().save();
            connection.setTimeout(TIMEOUT.multipliedBy(3)); // it answers now and then
            Spread spread = spread(ScriptExecutor.of(connection));
            server.kill();
            CompletableFuture<Void> restarted = CompletableFuture.runAsync(() -> {
                try { // twenty milliseconds a key, and answers in between, until it is told to hurry
                    server.restart("key-load-delay 20000", "loading-process-events-interval-bytes 1024");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            await().ignoreExceptions()
                    .until(() -> server.ask(redis -> redis.info("persistence")).contains("loading:1"));
            await().until(connection::isOpen);
            assertRate(List.of(server), spread, calls -> calls.enter("ledger", 1), "LOADING");
            server.ask(redis -> redis.configSet("key-load-delay", "0"));
            restarted.get();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aMasterThatHasBecomeAReplica() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess master = RedisProcess.start()) {
            StatefulRedisConnection<String, String> connection =
                    MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri()));
            connection.setTimeout(TIMEOUT);
            Spread spread = spread(ScriptExecutor.of(connection));
            assertThat(spread.enter("ledger", 1)).isEqualTo(1);
            int nowhere = RedisProcess.freePort();
            master.ask(redis -> redis.replicaof("127.0.0.1", nowhere));
            assertRate(List.of(master), spread, calls -> calls.enter("ledger", 1), "READONLY");
            master.ask(redis -> redis.configSet("replica-serve-stale-data", "no"));
            assertRate(List.of(master), spread, calls -> calls.enter("ledger", 1), "MASTERDOWN");
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aCallThatIsTriedAgainEndsWithItsClient() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess master = RedisProcess.start()) {
            StatefulRedisConnection<String, String> connection =
                    MasterReplica.connect(client, StringCodec.UTF8, List.of(master.uri()));
            connection.setTimeout(Duration.ofMinutes(10));
            Spread spread = spread(ScriptExecutor.of(connection));
            assertThat(spread.enter("ledger", 1)).isEqualTo(1);
            int nowhere = RedisProcess.freePort();
            master.ask(redis -> redis.replicaof("127.0.0.1", nowhere));
            master.ask(redis -> redis.configResetstat());
            CompletableFuture<Long> call = spread.enterAsync("ledger", 1).toCompletableFuture();
            await().until(() -> sent(master) > 2); // from then on it mostly waits for the next try
            client.shutdown();
            assertThat(call).failsWithin(Duration.ofMinutes(1)).withThrowableOfType(ExecutionException.class);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aConnectionThatIsLostWithEachCall() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess server = RedisProcess.start();
                FaultyProxy proxy = new FaultyProxy(server.port())) {
            StatefulRedisConnection<String, String> connection = client.connect(proxy.uri());
            connection.setTimeout(TIMEOUT);
            Spread spread = spread(ScriptExecutor.of(connection));
            assertThat(spread.enter("ledger", 1)).isEqualTo(1);
            server.ask(redis -> redis.configResetstat());
            proxy.cutRequestsWith("EVALSHA");
            long start = System.nanoTime();
            assertThatThrownBy(() -> spread.enter("ledger", 1)).isInstanceOf(RedisException.class);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
            assertThat(proxy.cuts()).isBetween(2, (int) (MOST_IN_A_SECOND * seconds) / 3);
        } finally {
            client.shutdown();
        }
    }

    private static String[] loadsNothing(String... more) {
        return Stream.concat(LOADS_NOTHING.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aServerThatNeverHasTheScript() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess server = RedisProcess.start(loadsNothing(NO_TEXT))) {
            StatefulRedisConnection<String, String> connection = client.connect(server.uri());
            connection.setTimeout(TIMEOUT);
            Spread spread = spread(ScriptExecutor.of(connection));
            assertRate(List.of(server), spread, calls -> calls.enter("ledger", 1), "NOSCRIPT");
            assertRate(List.of(server), spread, calls -> calls.portOf("ledger"), "NOSCRIPT");
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aClusterThatNeverHasTheScript() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(data, 0, loadsNothing(NO_TEXT));
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            connection.setTimeout(TIMEOUT);
            Spread spread = spread(ScriptExecutor.of(connection));
            String ledger = "{LOAD}:ledger"; // on the server that has the key of MSET LOAD text
            assertRate(cluster.masters(), spread, calls -> calls.enter(ledger, 1), "NOSCRIPT");
            assertRate(cluster.masters(), spread, calls -> calls.portOf(ledger), "NOSCRIPT");
        }
    }

    @Test
    void aScriptThatIsNeverThereIsSentWithItsText() throws Exception {
        RedisClient client = RedisClient.create();
        try (RedisProcess server = RedisProcess.start(loadsNothing())) {
            StatefulRedisConnection<String, String> connection = client.connect(server.uri());
            Spread spread = spread(ScriptExecutor.of(connection));
            server.ask(redis -> redis.configResetstat());
            assertThat(spread.enter("ledger", 1)).isEqualTo(1);
            assertThat(sent(server)).isBetween(2, MOST_BEFORE_TEXT + 1);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aServerThatMissesTheScriptThoughItGotTheText() throws Exception {
        RedisClient client = RedisClient.create();
        String[] settings = loadsNothing("rename-command EVAL MOONLET_EVAL", "rename-command EVALSHA_RO EVAL");
        try (RedisProcess server = RedisProcess.start(settings)) {
            StatefulRedisConnection<String, String> connection = client.connect(server.uri());
            Spread spread = spread(ScriptExecutor.of(connection));
            server.ask(redis -> redis.configResetstat());
            assertThatThrownBy(() -> spread.enter("ledger", 1))
                    .isInstanceOf(ScriptErrorException.class)
                    .hasMessageStartingWith("script ledger failed: NOSCRIPT No matching script.");
            assertThat(sent(server)).isBetween(2, MOST_BEFORE_TEXT + 1);
        } finally {
            client.shutdown();
        }
    }

    /** Of a cluster whose topology the client reads once, so that it goes on asking. */
    @Test
    void aClusterThatIsInDisorder() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(data, 0);
                StatefulRedisClusterConnection<String, String> connection =
                        cluster.connect(ClusterTopologyRefreshOptions.builder()
                                .enablePeriodicRefresh(false)
                                .build())) {
            connection.setTimeout(TIMEOUT);
            Spread spread = spread(ScriptExecutor.of(connection));
            List<RedisProcess> masters = cluster.masters();
            int slot = SlotHash.getSlot("{user}");
            RedisProcess from = cluster.masterOf(slot);
            RedisProcess to =
                    masters.stream().filter(node -> node != from).findFirst().orElseThrow();
            assertThat(spread.copy("{user}:none", List.of("{user}:a"))).isZero();
            connection.sync().mset(Map.of("{user}:moved", "x", "{user}:stays", "y"));

            cluster.beginMove(List.of(slot), from, to);
            from.ask(redis -> redis.migrate("127.0.0.1", to.port(), "{user}:moved", 0, 10_000));
            Consumer<Spread> copy = calls -> calls.copy("{user}:moved", List.of("{user}:stays"));
            assertRate(masters, spread, copy, "TRYAGAIN");

            to.ask(redis -> redis.clusterSetSlotStable(slot)); // which sends back what it is asked
            Consumer<Spread> enter = calls -> calls.enter("{user}:ledger", 1);
            assertRate(masters, spread, enter, " " + slot + " ");

            String source = from.ask(redis -> redis.clusterMyId());
            String target = to.ask(redis -> redis.clusterMyId());
            from.ask(redis -> redis.del("{user}:stays"));
            from.ask(redis -> redis.clusterSetSlotStable(slot));
            from.ask(redis -> redis.clusterSetSlotNode(slot, target));
            to.ask(redis -> redis.clusterSetSlotNode(slot, source)); // each of them sends to the other
            assertRate(masters, spread, enter, "MOVED");

            from.ask(redis -> redis.clusterDelSlots(slot));
            to.ask(redis -> redis.clusterDelSlots(slot));
            assertRate(masters, spread, enter, "CLUSTERDOWN");
        }
    }
}
