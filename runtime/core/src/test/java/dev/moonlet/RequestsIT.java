package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.scripts.Requests;
import dev.moonlet.scripts.RequestsLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are repeated. */
class RequestsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @BeforeEach
    void empty() {
        redis.connection().sync().flushall();
    }

    private static Requests requests() {
        return new RequestsLua(ScriptExecutor.of(redis.connect()));
    }

    private static Map<String, String> account() {
        return redis.connection().sync().hgetall("account");
    }

    private static List<String> keys(String prefix) {
        return ScanIterator.scan(redis.connection().sync()).stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    private static Map<String, String> withdrawn(int amount) {
        return Map.of("runs", "1", "balance", Integer.toString(-amount));
    }

    @Test
    void aRepeatHasTheResultOfTheFirst() {
        assertThat(requests().withdraw("account", 5, "a")).isEqualTo(-5);
        assertThat(requests().withdraw("account", 5, "a")).isEqualTo(-5);
        assertThat(account()).isEqualTo(withdrawn(5));
        assertThat(requests().withdraw("account", 5, "b")).isEqualTo(-10);
    }

    @Test
    void theOutcomeIsKeptBesideTheFirstKeyForItsTime() {
        requests().withdraw("account", 5, "a");
        List<String> keys = keys("moonlet:once:");
        assertThat(keys).singleElement().satisfies(key -> {
            assertThat(key).matches("moonlet:once:\\{[0-9A-Za-z]{3}}:a");
            assertThat(SlotHash.getSlot(key)).isEqualTo(SlotHash.getSlot("account"));
            assertThat(redis.connection().sync().ttl(key)).isBetween(3_000L, 3_600L);
        });
    }

    @Test
    void anErrorIsKeptWithItsPlace() {
        ScriptErrorException first = catchThrowableOfType(
                ScriptErrorException.class, () -> requests().fail("counter", "a"));
        ScriptErrorException again = catchThrowableOfType(
                ScriptErrorException.class, () -> requests().fail("counter", "a"));
        assertThat(first).hasMessageStartingWith("script once/fail failed at once/fail.lua:5: fails");
        assertThat(again).hasMessage(first.getMessage());
        assertThat(again.frames()).isEqualTo(first.frames());
        assertThat(redis.connection().sync().get("counter")).isEqualTo("1");
    }

    @Test
    void anotherRequestUnderTheSameIdIsRefused() {
        requests().withdraw("account", 5, "a");
        assertThatThrownBy(() -> requests().withdraw("account", 6, "a"))
                .isInstanceOf(RequestMismatchException.class)
                .hasMessage("script once/withdraw failed: REQUESTMISMATCH the request had other keys or arguments");
        assertThatThrownBy(() -> requests().fail("account", "a"))
                .isInstanceOf(RequestMismatchException.class)
                .hasMessage("script once/fail failed: REQUESTMISMATCH the request was one of script once/withdraw");
        assertThat(account()).isEqualTo(withdrawn(5));
    }

    @Test
    void otherContentInTheKeyIsNotOverwritten() {
        requests().withdraw("account", 5, "a");
        String key = keys("moonlet:once:").get(0);
        redis.connection().sync().set(key, "\1other");
        assertThatThrownBy(() -> requests().withdraw("account", 5, "a"))
                .hasMessageContaining("the key for the outcome of the request has another value");
        assertThat(account()).isEqualTo(withdrawn(5));
        assertThat(redis.connection().sync().get(key)).isEqualTo("\1other");
    }

    @Test
    void anIdIsNotEmpty() {
        assertThatThrownBy(() -> requests().withdraw("account", 5, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("script once/withdraw: request is empty, but it tells one request from another");
    }

    @Test
    void aPipelineRepeatsRequests() throws Exception {
        Pipeline pipeline = ScriptExecutor.on(redis.connect()).buildPipeline();
        assertThat(repeated(new RequestsLua(pipeline), pipeline::flush)).containsOnly(-5L);
        assertThat(account()).isEqualTo(withdrawn(5));
    }

    @Test
    void aBatchRepeatsRequests() throws Exception {
        ScriptExecutor batches =
                ScriptExecutor.on(redis.connect()).batching(Batching.upTo(50)).build();
        Requests requests = new RequestsLua(batches);
        requests.withdraw("other", 1, "first"); // whose calls a server is known to run
        redis.connection().sync().configResetstat();
        assertThat(repeated(requests, () -> {})).containsOnly(-5L);
        assertThat(account()).isEqualTo(withdrawn(5));
        assertThat(redis.connection().sync().info("commandstats"))
                .containsPattern("cmdstat_evalsha:calls=[1-9][0-9]?,");
    }

    private static List<Long> repeated(Requests requests, Runnable flush) throws Exception {
        List<CompletionStage<Long>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(requests.withdrawAsync("account", 5, "a"));
        }
        flush.run();
        List<Long> results = new ArrayList<>();
        for (CompletionStage<Long> stage : stages) {
            results.add(stage.toCompletableFuture().get());
        }
        return results;
    }

    @Test
    void aTransactionRepeatsRequests() {
        try (Transaction<String, String> transaction = Transaction.of(redis::connect, 1)) {
            Requests requests = new RequestsLua(transaction);
            for (int i = 0; i < 2; i++) {
                long left = transaction.run(commands -> requests.withdrawAsync("account", 5, "a"));
                assertThat(left).isEqualTo(-5);
            }
        }
        assertThat(account()).isEqualTo(withdrawn(5));
    }

    @Test
    @NeedsRedis(7)
    void aFunctionRepeatsRequestsOfScripts() {
        FunctionLibrary library = FunctionLibrary.of("requests", RequestsLua.scripts());
        Requests functions = new RequestsLua(
                ScriptExecutor.on(redis.connect()).functions(library).build());
        assertThat(requests().withdraw("account", 5, "a")).isEqualTo(-5);
        assertThat(functions.withdraw("account", 5, "a")).isEqualTo(-5);
        assertThat(account()).isEqualTo(withdrawn(5));
        assertThatThrownBy(() -> functions.fail("counter", "b")).hasMessageContaining("once/fail.lua:5: fails");
        assertThatThrownBy(() -> functions.fail("counter", "b")).hasMessageContaining("once/fail.lua:5: fails");
        assertThat(redis.connection().sync().get("counter")).isEqualTo("1");
    }

    @Test
    void interceptorsSeeWhatTheScriptDeclares() {
        List<String> seen = new ArrayList<>();
        CallInterceptor interceptor = call -> {
            call.keys().forEach(key -> seen.add(key.name() + "=" + key.text()));
            call.arguments().forEach(argument -> seen.add(argument.name() + "=" + argument.text()));
            return call.with("account", "changed").withKeyPrefix("tenant:").proceed();
        };
        Requests requests = new RequestsLua(
                ScriptExecutor.on(redis.connect()).interceptors(interceptor).build());
        assertThat(requests.withdraw("account", 5, "a")).isEqualTo(-5);
        assertThat(requests.withdraw("account", 5, "a")).isEqualTo(-5);
        assertThat(seen)
                .containsExactly(
                        "account=account", "amount=5", "request=a", "account=account", "amount=5", "request=a");
        List<String> keys = keys("");
        assertThat(keys).hasSize(2).contains("tenant:changed").anyMatch(key -> key.startsWith("tenant:moonlet:once:{"));
        assertThat(keys.stream().map(SlotHash::getSlot).distinct()).hasSize(1);
    }

    @Test
    void tenantsHaveTheirOwnRequests() {
        for (String tenant : List.of("a:", "b:", "{c}:")) {
            Requests requests = new RequestsLua(
                    ScriptExecutor.on(redis.connect()).keyPrefix(tenant).build());
            assertThat(requests.withdraw("account", 5, "a")).isEqualTo(-5);
            assertThat(requests.withdraw("account", 5, "a")).isEqualTo(-5);
        }
        Requests odd = new RequestsLua(
                ScriptExecutor.on(redis.connect()).keyPrefix("{").build());
        assertThatThrownBy(() -> odd.withdraw("account", 5, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the prefix of its keys changes their hash tag");
    }

    @Test
    void aClusterRepeatsRequests(@TempDir Path directory) throws Exception {
        try (RedisCluster cluster = RedisCluster.start(directory, 0);
                StatefulRedisClusterConnection<String, String> connection = cluster.connect()) {
            Requests requests = new RequestsLua(ScriptExecutor.of(connection));
            for (int i = 0; i < 2; i++) {
                for (int account = 0; account < 200; account++) {
                    assertThat(requests.withdraw("account:" + account, 5, "same"))
                            .isEqualTo(-5);
                }
            }
            int slot = SlotHash.getSlot("account:7");
            RedisProcess from = cluster.masterOf(slot);
            RedisProcess to = cluster.masters().stream()
                    .filter(master -> master != from)
                    .findFirst()
                    .orElseThrow();
            cluster.beginMove(List.of(slot), from, to);
            assertThat(requests.withdraw("account:7", 5, "same")).isEqualTo(-5); // all of its keys are there
            CompletableFuture<Long> other =
                    requests.withdrawAsync("account:7", 5, "other").toCompletableFuture();
            assertThat(requests.withdraw("account:8", 5, "other")).isEqualTo(-10);
            assertThat(other).isNotDone();
            cluster.moveSlots(List.of(slot), from, to);
            assertThat(other.join()).isEqualTo(-10);
            assertThat(requests.withdraw("account:7", 5, "same")).isEqualTo(-5);
        }
    }

    /** Breaks something at a server, so that it refuses writes, and mends it. */
    private interface Refusal {

        Runnable begin(RedisCommands<String, String> server, Requests requests) throws Exception;
    }

    private static void assertNothingIsWritten(RedisProcess server, String code, Refusal refusal) throws Exception {
        try (RedisClient client = RedisClient.create(server.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            Requests requests = new RequestsLua(ScriptExecutor.of(connection));
            assertThat(requests.withdraw("account", 5, "before")).isEqualTo(-5);
            Runnable mend = refusal.begin(connection.sync(), requests);
            ScriptErrorException refused = catchThrowableOfType(
                    ScriptErrorException.class, () -> requests.withdraw("account", 5, "meanwhile"));
            assertThat(refused.code()).isEqualTo(code);
            assertThat(connection.sync().hgetall("account")).isEqualTo(withdrawn(5));
            mend.run();
            assertThat(requests.withdraw("account", 5, "meanwhile")).isEqualTo(-10);
        }
    }

    @Test
    void aServerWithoutMemoryWritesNothing() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            assertNothingIsWritten(server, "OOM", (commands, requests) -> {
                commands.configSet("maxmemory", "1");
                assertThat(requests.withdraw("account", 5, "before")).isEqualTo(-5); // which is kept
                return () -> commands.configSet("maxmemory", "0");
            });
        }
    }

    @Test
    void aReplicaWritesNothing() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            assertNothingIsWritten(server, "READONLY", (commands, requests) -> {
                commands.replicaof("127.0.0.1", 1);
                return commands::replicaofNoOne;
            });
        }
    }

    @Test
    void aServerThatCanNotSaveWritesNothing(@TempDir Path directory) throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        try (RedisProcess server = RedisProcess.start("save 1000 1000000", "dir " + data)) {
            assertNothingIsWritten(server, "MISCONF", (commands, requests) -> {
                Files.delete(data);
                commands.bgsave();
                await().until(() -> commands.info("persistence").contains("rdb_last_bgsave_status:err"));
                return () -> commands.configSet("stop-writes-on-bgsave-error", "no");
            });
        }
    }

    @Test
    @NeedsRedis(7) // earlier servers let scripts write then
    void aMasterThatLacksReplicasWritesNothing() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            assertNothingIsWritten(server, "NOREPLICAS", (commands, requests) -> {
                commands.configSet("min-replicas-to-write", "1");
                return () -> commands.configSet("min-replicas-to-write", "0");
            });
        }
    }
}
