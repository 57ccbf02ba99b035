package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long callers wait for calls with interceptors, and for those of methods that have a timeout. */
@Timeout(60)
class InterceptorWaitsIT {

    private static final Notes.Place PLACE = new Notes.Place("note", Optional.of("ada"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @RegisterExtension
    final InterceptedCalls calls = new InterceptedCalls(redis);

    @Test
    void theReadTimeoutHoldsForAllOfIt() {
        ExecutorBuilder builder = ScriptExecutor.on(calls.connection()).readTimeout(Duration.ofMillis(50));
        Notes never = new NotesLua(
                builder.interceptors(call -> new CompletableFuture<>()).build());
        assertThatThrownBy(() -> never.write(PLACE, 1, List.of()))
                .isInstanceOf(RedisCommandTimeoutException.class)
                .hasMessage("script note was not answered within 50 ms; it was not sent");
        calls.notes().write(PLACE, 1, List.of("x"));
        calls.proxy().hold();
        AtomicInteger attempts = new AtomicInteger();
        Notes patient = new NotesLua(ScriptExecutor.on(calls.connection())
                .readTimeout(Duration.ofMillis(50))
                .interceptors(call -> call.proceed()
                        .exceptionallyCompose(failure -> call.proceed())
                        .whenComplete((result, failure) -> attempts.set(call.attempts())))
                .build());
        assertThatThrownBy(() -> patient.write(PLACE, 1, List.of()))
                .isInstanceOf(RedisCommandTimeoutException.class)
                .hasMessageStartingWith("script note was not answered within 50 ms; it ");
        assertThat(attempts).as("it is not sent when its time is over").hasValueLessThan(2);
    }

    @Test
    void aDelayedCallDoesNotBlockTheThreadThatGoesOn() {
        Executor later = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);
        Notes notes = calls.notes(
                call -> CompletableFuture.supplyAsync(() -> "", later).thenCompose(nothing -> {
                    var result = call.proceed();
                    calls.events()
                            .add(String.valueOf(result.toCompletableFuture().isDone()));
                    return result;
                }));
        notes.write(PLACE, 1, List.of("warm"));
        calls.proxy().hold();
        CompletableFuture<Optional<String>> answer =
                CompletableFuture.supplyAsync(() -> notes.write(PLACE, 1, List.of("x")));
        while (calls.events().size() < 2) {
            Thread.onSpinWait();
        }
        calls.proxy().release();
        assertThat(answer.join()).contains("1 ada x");
        assertThat(calls.events().get(1)).isEqualTo("false");
    }

    @Test
    void eventLoopsAreNotBlocked() throws Exception {
        Notes notes = calls.notes(calls.tracing("a"));
        calls.proxy().hold(); // so that the event loop completes the stage
        CompletableFuture<Throwable> refused = notes.writeAsync(PLACE, 1, List.of("x"))
                .thenApply(result -> catchThrowable(() -> notes.write(PLACE, 2, List.of("y"))));
        calls.proxy().release();
        assertThat(refused.get()).isInstanceOf(RedisException.class).hasMessageContaining("event loop");
        assertThat(calls.events()).hasSize(2);
    }

    @Test
    void blockingMethodsAreRefusedInsideMulti() {
        Notes notes = calls.notes(calls.tracing("a"));
        calls.connection().sync().multi();
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of("x"))).hasMessageContaining("inside of MULTI");
        CompletableFuture<Optional<String>> queued = notes.writeAsync(PLACE, 1, List.of("x"));
        assertThat(queued).isNotDone();
        calls.connection().sync().exec();
        assertThat(queued.join()).contains("1 ada x");
    }

    @Test
    void cancellingAStageCancelsTheCall() {
        Notes notes = calls.notes(call -> call.proceed().thenApply(result -> result));
        calls.proxy().hold();
        CompletableFuture<Optional<String>> blocker = notes.writeAsync(PLACE, 1, List.of("x"));
        CompletableFuture<Optional<String>> cancelled = notes.writeAsync(PLACE, 2, List.of("y"));
        cancelled.cancel(false);
        calls.proxy().release();
        assertThat(blocker.join()).contains("1 ada x");
        notes.write(PLACE, 3, List.of("z"));
        assertThat(cancelled).isCancelled();
        assertThat(calls.runs()).isEqualTo("2");
    }

    @Test
    void cancellingAStageCancelsAllThatIsInFlight() {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        Notes notes = calls.notes(call -> {
            var first = call.proceed();
            var second = call.proceed();
            sent.add(first.toCompletableFuture());
            sent.add(second.toCompletableFuture());
            return first;
        });
        calls.proxy().hold();
        notes.writeAsync(PLACE, 1, List.of("x")).cancel(false);
        assertThat(sent).hasSize(2).allSatisfy(one -> assertThat(one).isCancelled());
    }

    @Test
    void timeoutsOfMethodsComeFirst() {
        calls.notes().write(PLACE, 1, List.of("x"));
        calls.connection().setTimeout(Duration.ofMinutes(10));
        calls.proxy().hold();
        String message = "script note was not answered within 50 ms; it "; // has run, or not
        for (Notes notes : List.of(
                calls.notes(),
                calls.notes(calls.tracing("a")),
                new NotesLua(ScriptExecutor.on(calls.connection())
                        .readTimeout(Duration.ofMinutes(10))
                        .build()))) {
            assertThatThrownBy(() -> notes.writeHastily(PLACE, 2, List.of("x")))
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .hasMessageStartingWith(message);
            assertThat(notes.writeHastilyAsync(PLACE, 2, List.of("x")))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .withMessageStartingWith(message);
        }
    }

    @Test
    void timeoutsOfMethodsHoldForInterceptorsToo() {
        Notes notes = calls.notes(call -> new CompletableFuture<>());
        assertThat(notes.writeHastilyAsync(PLACE, 2, List.of("x")))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage("script note was not answered within 50 ms; it was not sent");
    }

    @Test
    void theTimeOfAPipelineBeginsWithItsFlush() {
        calls.notes().write(PLACE, 1, List.of("x"));
        Pipeline pipeline = Pipeline.of(calls.connection());
        calls.proxy().hold();
        CompletableFuture<Optional<String>> call = new NotesLua(pipeline).writeHastilyAsync(PLACE, 2, List.of("x"));
        pipeline.flush();
        assertThat(call)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessageContaining("within 50 ms");
    }

    @Test
    void aCallWithInterceptorsHasNoTimeBeforeAFlushEither() {
        calls.notes().write(PLACE, 1, List.of("x"));
        calls.proxy().hold();
        Pipeline pipeline = Pipeline.of(calls.connection());
        CompletableFuture<Optional<String>> collected =
                new NotesLua(pipeline.intercepted(calls.tracing("a"))).writeHastilyAsync(PLACE, 2, List.of("x"));
        assertThatThrownBy(() -> calls.notes().writeHastily(PLACE, 3, List.of("x")))
                .isInstanceOf(RedisCommandTimeoutException.class);
        assertThat(collected).isNotDone();
        calls.proxy().release();
        pipeline.clear();
    }

    @Test
    void anInterruptedCallerDoesNotWait() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        Notes notes = calls.notes(call -> {
            called.countDown();
            return new CompletableFuture<>();
        });
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> thrown.complete(catchThrowable(() -> notes.write(PLACE, 1, List.of("x")))));
        thread.start();
        called.await();
        thread.interrupt();
        assertThat(thrown.get())
                .isInstanceOf(RedisException.class)
                .rootCause()
                .isInstanceOf(InterruptedException.class);
        assertThat(thrown.get().getCause()).hasMessage("script note was interrupted; it was not sent");
    }
}
