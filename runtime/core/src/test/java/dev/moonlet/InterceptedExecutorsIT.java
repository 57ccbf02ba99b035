package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.KeyValue;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.AsyncPool;
import io.lettuce.core.support.BoundedPoolConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Interceptors around executors of all kinds. */
@Timeout(60)
class InterceptedExecutorsIT {

    private static final Notes.Place PLACE = new Notes.Place("note", Optional.of("ada"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @RegisterExtension
    final InterceptedCalls calls = new InterceptedCalls(redis);

    @Test
    void callsOfAPipelineAreIntercepted() {
        Pipeline pipeline = ScriptExecutor.on(calls.connection())
                .interceptors(calls.tracing("a"))
                .buildPipeline();
        Notes notes = new NotesLua(pipeline);
        CompletableFuture<Optional<String>> first = notes.writeAsync(PLACE, 1, List.of("x"));
        CompletableFuture<Optional<String>> second =
                new NotesLua(pipeline.intercepted(calls.tracing("b"))).writeAsync(PLACE, 2, List.of("x"));
        assertThat(pipeline.size()).isEqualTo(2);
        assertThat(calls.events()).containsExactly("a before note", "b before note", "a before note");
        pipeline.flush();
        assertThat(first.join()).contains("1 ada x");
        assertThat(second.join()).contains("2 ada x");
        CompletableFuture<Optional<String>> dropped = notes.writeAsync(PLACE, 3, List.of("x"));
        assertThat(pipeline.clear()).isEqualTo(1);
        assertThat(dropped).isCancelled();
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void callsOfABatchAreIntercepted() {
        redis.connection().sync().flushall();
        List<String> seen = new ArrayList<>();
        Pipeline pipeline = ScriptExecutor.on(calls.connection())
                .batching(Batching.upTo(50))
                .interceptors(call -> (call.arguments().get(0).text().equals("2") ? call.withKeyPrefix("other:") : call)
                        .proceed()
                        .whenComplete((result, failure) -> seen.add(call.attempts() + " " + call.loads())))
                .buildPipeline();
        Notes notes = new NotesLua(pipeline);
        redis.connection().sync().scriptFlush();
        redis.connection().sync().configResetstat();
        List<CompletableFuture<Optional<String>>> written = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            written.add(notes.writeAsync(PLACE, i, List.of("x")));
        }
        pipeline.flush();
        assertThat(written.stream().map(CompletableFuture::join))
                .containsExactly(Optional.of("1 ada x"), Optional.of("2 ada x"), Optional.of("3 ada x"));
        assertThat(redis.connection().sync().mget("note", "other:note").stream().map(KeyValue::getValue))
                .containsExactly("3 ada x", "2 ada x");
        assertThat(seen).containsExactly("1 1", "1 1", "1 1"); // a script is loaded for all calls of a batch
        assertThat(redis.connection().sync().info("commandstats")).contains("cmdstat_evalsha:calls=1,");
    }

    @Test
    void callsOfATransactionAreIntercepted() {
        try (Transaction<String, String> transaction = Transaction.of(calls.client()::connect)) {
            Notes notes = new NotesLua(transaction.intercepted(
                    calls.tracing("a"), call -> call.withKeyPrefix("t:").proceed()));
            Optional<String> written = transaction.run(commands -> {
                CompletionStage<?> unused = commands.set("other", "1");
                return notes.writeHastilyAsync(PLACE, 1, List.of("x"));
            });
            assertThat(written).contains("1 ada x");
            assertThat(redis.connection().sync().exists("t:note", "other")).isEqualTo(2);
            assertThatThrownBy(() -> notes.writeAsync(PLACE, 1, List.of("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("outside of the block");
            assertThatThrownBy(() -> notes.write(PLACE, 1, List.of("x"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void callsOfAPoolAreIntercepted() throws Exception {
        try (AsyncPool<StatefulRedisConnection<String, String>> pool =
                AsyncConnectionPoolSupport.createBoundedObjectPool(
                        () -> calls.client()
                                .connectAsync(StringCodec.UTF8, calls.proxy().uri()),
                        BoundedPoolConfig.builder().maxTotal(1).build())) {
            Notes notes = new NotesLua(ScriptExecutor.on(pool)
                    .readTimeout(Duration.ofMillis(50))
                    .keyPrefix("p:")
                    .interceptors(calls.tracing("a"))
                    .build());
            assertThat(notes.writeAsync(PLACE, 1, List.of("x")).get()).contains("1 ada x");
            assertThat(calls.events()).containsExactly("a before note", "a after 1");
            assertThat(redis.connection().sync().exists("p:note")).isEqualTo(1);
            Notes never = new NotesLua(ScriptExecutor.on(pool)
                    .readTimeout(Duration.ofMillis(50))
                    .interceptors(call -> new CompletableFuture<>())
                    .build());
            assertThatThrownBy(() -> never.write(PLACE, 1, List.of())).hasMessageContaining("within 50 ms");
        }
    }

    @Test
    void anExecutorOfYourOwnIsIntercepted() throws Exception {
        ScriptExecutor direct = ScriptExecutor.on(calls.connection())
                .delivery(Delivery.AT_MOST_ONCE)
                .build();
        ScriptExecutor own = new ScriptExecutor() {
            @Override
            public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
                calls.events().add("own");
                return direct.execute(invocation);
            }

            @Override
            public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
                calls.events().add("own async");
                return direct.executeAsync(invocation);
            }
        };
        Notes notes = new NotesLua(own.intercepted(calls.tracing("a")));
        assertThat(notes.write(PLACE, 1, List.of("x"))).contains("1 ada x");
        assertThat(notes.writeAsync(PLACE, 2, List.of("x")).get()).contains("2 ada x");
        assertThat(calls.events())
                .containsExactly("a before note", "own", "a after 1", "a before note", "own async", "a after 1");
        Notes twice = new NotesLua(own.intercepted(call -> call.proceed().thenCompose(result -> call.proceed())));
        assertThatThrownBy(() -> twice.write(PLACE, 1, List.of("x"))).hasMessageContaining("it has run");
    }
}
