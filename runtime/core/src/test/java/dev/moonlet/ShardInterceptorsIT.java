package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.internal.protocol.SlotTags;
import dev.moonlet.micrometer.MetricsInterceptor;
import dev.moonlet.scripts.Shards;
import dev.moonlet.scripts.ShardsLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.util.function.Tuple2;

/** Interceptors around calls on every shard: each shard has its own run. */
class ShardInterceptorsIT {

    @TempDir
    static Path directory;

    private static RedisCluster cluster;

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
        cluster.masters().forEach(master -> master.ask(redis -> redis.flushall()));
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    private Shards shards(CallInterceptor... interceptors) {
        return new ShardsLua(
                ScriptExecutor.on(connection).interceptors(interceptors).build());
    }

    @Test
    void anInterceptorSeesTheRunOfEachShardAndItsResult() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        CallInterceptor noting = call -> call.proceed()
                .whenComplete((result, failure) ->
                        seen.add(call.scriptName() + " " + id(call) + " " + result + " " + call.attempts()));
        assertThat(shards(noting).note("a").allOrThrow()).containsExactly(1L, 1L, 1L);
        assertThat(shards(noting).noteAsync("b").toCompletableFuture().get().allOrThrow())
                .containsExactly(2L, 2L, 2L);
        assertThat(seen).filteredOn(line -> line.startsWith("shards/note a 1 ")).hasSize(3);
        assertThat(seen).filteredOn(line -> line.startsWith("shards/note b 2 ")).hasSize(3);
    }

    private static String id(InterceptedCall call) {
        return call.arguments().stream()
                .filter(argument -> argument.name().equals("id"))
                .map(InterceptedCall.Entry::text)
                .findFirst()
                .orElse("none");
    }

    @Test
    void theOutermostInterceptorIsTheFirst() {
        Queue<String> order = new ConcurrentLinkedQueue<>();
        Shards shards = new ShardsLua(ScriptExecutor.on(connection)
                .interceptors(inserting(order, "b"), inserting(order, "c"))
                .build()
                .intercepted(inserting(order, "a")));
        assertThat(shards.size().isComplete()).isTrue();
        assertThat(String.join("", order)).isEqualTo("abcabcabc");
    }

    private static CallInterceptor inserting(Queue<String> order, String name) {
        return call -> {
            order.add(name);
            return call.proceed();
        };
    }

    @Test
    void aRunCanBeRefusedAnsweredAndChanged() {
        AtomicInteger runs = new AtomicInteger();
        ShardResults<Long> some = shards(call -> switch (runs.incrementAndGet()) {
                    case 1 -> throw new IllegalStateException("closed");
                    case 2 -> CompletableFuture.completedFuture(42L);
                    default -> call.with("id", "changed").proceed();
                })
                .note("a");
        assertThat(some.results().values()).containsExactlyInAnyOrder(42L, 1L);
        assertThat(some.failures().values())
                .singleElement()
                .isInstanceOf(IllegalStateException.class)
                .hasFieldOrPropertyWithValue("message", "closed");
        assertThat(notes()).containsExactly("changed");
    }

    private static List<String> notes() {
        return cluster.masters().stream()
                .flatMap(master -> master
                        .<List<String>>ask(redis -> redis.scan().getKeys().stream()
                                .flatMap(key -> redis.lrange(key, 0, -1).stream())
                                .toList())
                        .stream())
                .toList();
    }

    @Test
    void aPrefixComesBeforeTheKeysOfEachShard() {
        Shards shards =
                new ShardsLua(ScriptExecutor.on(connection).keyPrefix("tenant:").build());
        assertThat(shards.note("a").isComplete()).isTrue();
        for (RedisProcess master : cluster.masters()) {
            List<String> keys = master.ask(redis -> redis.scan().getKeys());
            assertThat(keys).singleElement().asString().startsWith("tenant:notes:{");
        }
    }

    @Test
    void whatInterceptorsHoldBackFailsInTimeAndTheOthersKeepTheirResults() {
        AtomicInteger runs = new AtomicInteger();
        Shards shards = new ShardsLua(ScriptExecutor.on(connection)
                .readTimeout(Duration.ofSeconds(3))
                .interceptors(call -> runs.incrementAndGet() == 1 ? new CompletableFuture<>() : call.proceed())
                .build());
        ShardResults<Long> noted = shards.note("a");
        assertThat(noted.results()).hasSize(2);
        assertThat(noted.failures().values())
                .singleElement()
                .isInstanceOf(RedisCommandTimeoutException.class)
                .hasFieldOrProperty("message")
                .asString()
                .contains("was not sent");
    }

    @Test
    void aFluxEmitsEachResultAsItArrives() {
        AtomicInteger runs = new AtomicInteger();
        CompletableFuture<Void> last = new CompletableFuture<>();
        Shards shards = shards(call -> {
            if (runs.incrementAndGet() < 3) {
                return call.proceed();
            }
            return last.thenCompose(nothing -> call.proceed());
        });
        List<ShardResult<Long>> emitted = shards.noteFlux("a")
                .index()
                .doOnNext(next -> {
                    if (next.getT1() == 1) {
                        last.complete(null); // which the last shard waits for
                    }
                })
                .map(Tuple2::getT2)
                .collectList()
                .block(Duration.ofSeconds(30));
        assertThat(emitted).hasSize(3).allMatch(ShardResult::isSuccess);
        assertThat(emitted).extracting(ShardResult::node).doesNotHaveDuplicates();
        assertThat(shards.noteFlux("b").collectList().block(Duration.ofSeconds(30)))
                .hasSize(3);
    }

    @Test
    void metersCountTheRunOfEachShard() {
        MeterRegistry registry = new SimpleMeterRegistry();
        Shards shards = shards(new MetricsInterceptor(registry));
        shards.note("a");
        shards.refuse(SlotTags.of(0));
        assertThat(registry.get("moonlet.calls")
                        .tags("script", "shards/note", "outcome", "SUCCESS")
                        .timer()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("moonlet.calls")
                        .tags("script", "shards/refuse", "outcome", "SCRIPT_ERROR")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    @NeedsRedis(7)
    void interceptorsAreAroundFunctionsOfEachShard() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Shards shards = new ShardsLua(ScriptExecutor.on(connection)
                .functions(FunctionLibrary.of("tests", ShardsLua.scripts()))
                .interceptors(call -> {
                    seen.add(call.scriptName());
                    return call.proceed();
                })
                .build());
        assertThat(shards.note("a").allOrThrow()).containsExactly(1L, 1L, 1L);
        assertThat(seen).containsExactly("shards/note", "shards/note", "shards/note");
    }
}
