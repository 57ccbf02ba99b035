package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.RedisExtension;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that interceptors repeat, with each delivery. */
@Timeout(60)
class InterceptorRepeatsIT {

    private static final Notes.Place PLACE = new Notes.Place("note", Optional.of("ada"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @RegisterExtension
    final InterceptedCalls calls = new InterceptedCalls(redis);

    @Test
    void callsAreRepeated() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CallInterceptor retry = call -> call.with("revision", "-1").proceed().exceptionallyCompose(failure -> {
            calls.events().add(failure.getClass().getSimpleName() + " " + call.mayRepeat());
            tries.incrementAndGet();
            return call.proceed();
        });
        for (Notes notes : List.of(calls.notes(retry), calls.once(retry))) {
            assertThat(notes.write(PLACE, 3, List.of("x"))).contains("3 ada x");
            assertThat(notes.writeAsync(PLACE, 4, List.of("x")).get()).contains("4 ada x");
        }
        assertThat(tries).hasValue(4);
        assertThat(calls.events()).hasSize(4).containsOnly("ScriptErrorException true");
    }

    @Test
    void aCallThatMayHaveRunIsNotRepeatedAtMostOnce() {
        CallInterceptor retry = call -> call.proceed().exceptionallyCompose(failure -> call.proceed());
        calls.once().write(PLACE, 1, List.of("x"));
        calls.proxy().cutNextReply();
        Throwable refused = catchThrowable(() -> calls.once(retry).write(PLACE, 2, List.of("x")));
        assertThat(refused)
                .isInstanceOf(InDoubtException.class)
                .hasMessage("script note was not sent once more: it may have run,"
                        + " and Delivery.AT_MOST_ONCE allows one run")
                .hasCauseInstanceOf(InDoubtException.class);
        assertThat(calls.runs()).isEqualTo("2");
    }

    @Test
    void aCallThatHasRunIsNotRepeatedAtMostOnce() {
        CallInterceptor twice = call -> call.proceed().thenCompose(result -> call.proceed());
        assertThat(calls.notes(twice).write(PLACE, 1, List.of("x"))).isPresent();
        assertThat(calls.runs()).isEqualTo("2");
        assertThatThrownBy(() -> calls.once(twice).write(PLACE, 1, List.of("x")))
                .isInstanceOf(InDoubtException.class)
                .hasMessageContaining("it has run");
        assertThat(calls.runs()).isEqualTo("3");
    }

    @Test
    void aCallInFlightIsNotRepeatedAtMostOnce() throws Exception {
        calls.once().write(PLACE, 1, List.of("x"));
        calls.proxy().hold();
        List<CompletionStage<?>> second = new ArrayList<>();
        CompletableFuture<Optional<String>> first = calls.once(call -> {
                    var sent = call.proceed();
                    second.add(call.proceed());
                    return sent;
                })
                .writeAsync(PLACE, 2, List.of("x"));
        assertThat(second.get(0).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessageContaining("it is in flight");
        calls.proxy().release();
        assertThat(first.get()).isPresent();
    }

    @Test
    void aCallThatWaitsForAConnectionIsNotRepeatedAtMostOnce() throws Exception {
        try (AsyncPool<StatefulRedisConnection<String, String>> pool =
                AsyncConnectionPoolSupport.createBoundedObjectPool(
                        () -> calls.client()
                                .connectAsync(StringCodec.UTF8, calls.proxy().uri()),
                        BoundedPoolConfig.builder().maxTotal(1).build())) {
            List<CompletableFuture<?>> sent = new ArrayList<>();
            Notes notes = new NotesLua(ScriptExecutor.on(pool)
                    .delivery(Delivery.AT_MOST_ONCE)
                    .interceptors(call -> {
                        var only = call.proceed();
                        if (call.arguments().get(0).text().equals("3")) {
                            sent.add(call.proceed().toCompletableFuture());
                        }
                        return only;
                    })
                    .build());
            notes.write(PLACE, 1, List.of("x"));
            calls.proxy().hold();
            CompletableFuture<Optional<String>> first = notes.writeAsync(PLACE, 2, List.of("x"));
            CompletableFuture<Optional<String>> second = notes.writeAsync(PLACE, 3, List.of("x"));
            assertThat(sent.get(0))
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(InDoubtException.class);
            calls.proxy().release();
            assertThat(first.get()).isPresent();
            assertThat(second.get()).contains("3 ada x");
            assertThat(calls.runs()).isEqualTo("3");
        }
    }

    @Test
    void aCallThatWasNotSentMayBeRepeatedAtMostOnce() {
        calls.connection().close();
        CallInterceptor retry = call -> call.proceed().exceptionallyCompose(failure -> {
            calls.events().add(failure.getClass().getSimpleName());
            return call.proceed();
        });
        assertThatThrownBy(() -> calls.once(retry).write(PLACE, 1, List.of("x")))
                .isInstanceOf(ServerUnavailableException.class);
        assertThat(calls.events()).containsExactly("ServerUnavailableException");
    }

    @Test
    void attemptsAndLoadsAreCounted() {
        List<Integer> counts = new ArrayList<>();
        Notes notes = calls.notes(call -> call.proceed().whenComplete((result, failure) -> {
            counts.add(call.attempts());
            counts.add(call.loads());
        }));
        notes.write(PLACE, 1, List.of("x"));
        notes.write(PLACE, 1, List.of("x"));
        redis.connection().sync().scriptFlush();
        notes.write(PLACE, 1, List.of("x"));
        calls.proxy().cutNextReply();
        notes.write(PLACE, 1, List.of("x"));
        assertThat(counts.subList(0, 4)).containsExactly(1, 1, 1, 0);
        assertThat(counts.subList(4, 6)).containsExactly(2, 1);
        assertThat(counts.get(6)).isGreaterThanOrEqualTo(2);
    }
}
