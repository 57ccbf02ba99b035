package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.scripts.Echo;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.AsyncPool;
import io.lettuce.core.support.BoundedPoolConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Interceptors around the calls of executors of all kinds. */
@Timeout(60)
class InterceptorsIT {

    private static final Notes.Place PLACE = new Notes.Place("note", Optional.of("ada"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static FaultyProxy proxy;
    private static RedisClient client;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private StatefulRedisConnection<String, String> connection;

    @BeforeAll
    static void startClient() throws Exception {
        proxy = new FaultyProxy(redis.port());
        client = RedisClient.create(proxy.uri());
    }

    @AfterAll
    static void stopClient() throws Exception {
        client.shutdown();
        proxy.close();
    }

    @BeforeEach
    void connect() {
        connection = client.connect();
        redis.connection().sync().flushall();
        redis.connection().sync().scriptFlush();
    }

    @AfterEach
    void disconnect() {
        proxy.release();
        connection.close();
    }

    private CallInterceptor tracing(String name) {
        return call -> {
            events.add(name + " before " + call.scriptName());
            return call.proceed().whenComplete((result, failure) -> events.add(name + " after " + call.attempts()));
        };
    }

    private Notes notes(CallInterceptor... interceptors) {
        return new NotesLua(
                ScriptExecutor.on(connection).interceptors(interceptors).build());
    }

    private Notes once(CallInterceptor... interceptors) {
        return new NotesLua(ScriptExecutor.on(connection)
                .delivery(Delivery.AT_MOST_ONCE)
                .interceptors(interceptors)
                .build());
    }

    private static @Nullable String runs() {
        return redis.connection().sync().get("note:runs");
    }

    @Test
    void theFirstOneIsTheOutermost() throws Exception {
        ScriptExecutor executor = ScriptExecutor.on(connection)
                .interceptors(tracing("a"), tracing("b"))
                .interceptors(tracing("c"))
                .build();
        Notes notes = new NotesLua(executor);
        assertThat(notes.write(PLACE, 1, List.of("x"))).contains("1 ada x");
        List<String> expected =
                List.of("a before note", "b before note", "c before note", "c after 1", "b after 1", "a after 1");
        assertThat(events).isEqualTo(expected);
        events.clear();
        assertThat(notes.writeAsync(PLACE, 2, List.of("y")).get()).contains("2 ada y");
        assertThat(events).isEqualTo(expected);
    }

    @Test
    void entriesHaveNamesAndValues() throws Exception {
        List<String> seen = new ArrayList<>();
        Notes notes = notes(call -> {
            seen.clear();
            call.keys().forEach(key -> seen.add("key " + key.name() + "=" + key.text()));
            call.arguments().forEach(argument -> seen.add(argument.name() + "=" + argument.text()));
            seen.add(call.resultType() + " " + call.isReadOnly() + " "
                    + call.digest().length());
            seen.add(call + "|" + call.keys());
            return call.proceed();
        });
        notes.write(PLACE, 7, List.of("x", "y"));
        assertThat(seen)
                .startsWith(
                        "key place.note=note",
                        "key copy=note:copy",
                        "revision=7",
                        "place.author=ada",
                        "words=x",
                        "words=y",
                        Optional.class + " false 40")
                .last()
                .asString()
                .startsWith("note (")
                .endsWith(")|[place.note, copy]");
        notes.write(new Notes.Place("other", Optional.empty()), 7, List.of("x", "y", "z"));
        assertThat(seen).contains("place.author=", "words=z").doesNotContain("place.author=ada");
    }

    @Test
    void typesAreThoseOfMethods() {
        List<Class<?>> types = new ArrayList<>();
        Echo echo = new EchoLua(ScriptExecutor.on(connection)
                .interceptors(call -> {
                    types.add(call.resultType());
                    return call.proceed();
                })
                .build());
        echo.echoInteger(1);
        echo.person("ada", true);
        assertThat(types).containsExactly(long.class, Echo.Person.class);
    }

    @Test
    void valuesAreReplacedByName() {
        Notes notes = notes(call -> call.with("REVISION", "8")
                .with("author", "grace")
                .with("PLACE.NOTE", "changed")
                .with("words", word -> text(reversed(word)))
                .proceed());
        assertThat(notes.write(PLACE, 7, List.of("ab", "cd"))).contains("8 grace ba dc");
        assertThat(redis.connection().sync().exists("changed", "note:copy")).isEqualTo(2);
        assertThat(notes.write(new Notes.Place("n", Optional.empty()), 7, List.of("ab")))
                .contains("8 grace ba");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        notes(call -> call.with("revisions", "8").proceed()).write(PLACE, 1, List.of()))
                .withMessage("script note has 0 entries named \"revisions\", and not one");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> notes(call -> call.with("words", "8").proceed()).write(PLACE, 1, List.of("x", "y")))
                .withMessage("script note has 2 entries named \"words\", and not one");
    }

    @Test
    void keysHaveAPrefix() {
        Notes notes = new NotesLua(ScriptExecutor.on(connection)
                .keyPrefix("tenant:1:")
                .interceptors(call -> {
                    call.keys().forEach(key -> events.add(key.text()));
                    return call.proceed();
                })
                .build());
        notes.write(PLACE, 1, List.of("x"));
        assertThat(events).containsExactly("note", "note:copy");
        assertThat(redis.connection().sync().keys("*"))
                .containsExactlyInAnyOrder("tenant:1:note", "tenant:1:note:copy", "tenant:1:note:runs");
        notes(call -> call.withKeyPrefix("a:").withKeyPrefix("b:").proceed()).write(PLACE, 1, List.of("x"));
        assertThat(redis.connection().sync().exists("b:a:note", "b:a:note:copy"))
                .isEqualTo(2);
    }

    @Test
    void answersReplaceTheReply() throws Exception {
        Notes notes = notes(call -> CompletableFuture.completedFuture(Optional.of("answered")));
        assertThat(notes.write(PLACE, 1, List.of("x"))).contains("answered");
        assertThat(notes.writeAsync(PLACE, 1, List.of("x")).get()).contains("answered");
        assertThat(runs()).isNull();
    }

    @Test
    void answersAreOfTheTypeOfTheMethod() {
        Notes wrong = notes(call -> CompletableFuture.completedFuture("text"));
        String message = "script note was answered by an interceptor with a java.lang.String,"
                + " but its method returns java.util.Optional";
        assertThatThrownBy(() -> wrong.write(PLACE, 1, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThat(wrong.writeAsync(PLACE, 1, List.of()))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage(message);
        Notes nothing = notes(call -> CompletableFuture.completedFuture(null));
        assertThatThrownBy(() -> nothing.write(PLACE, 1, List.of()))
                .hasMessage("script note was answered by an interceptor with null,"
                        + " but its method returns java.util.Optional");
        Echo echo = new EchoLua(ScriptExecutor.on(connection)
                .interceptors(call -> CompletableFuture.completedFuture(null))
                .build());
        assertThatThrownBy(() -> echo.echoInteger(1))
                .hasMessage(
                        "script echo/integer was answered by an interceptor with null, but its method returns long");
    }

    @Test
    void callsAreRefused() {
        Notes notes = notes(call -> {
            throw new UnsupportedOperationException("not now");
        });
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not now");
        assertThat(notes.writeAsync(PLACE, 1, List.of()))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // that is the mistake
    void nullIsNotAStage() {
        Notes notes = notes(call -> null);
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageEndingWith("returned null, and not a stage, for script note");
    }

    @Test
    void callsAreRepeated() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CallInterceptor retry = call -> call.with("revision", "-1").proceed().exceptionallyCompose(failure -> {
            events.add(failure.getClass().getSimpleName() + " " + call.mayRepeat());
            tries.incrementAndGet();
            return call.proceed();
        });
        for (Notes notes : List.of(notes(retry), once(retry))) {
            assertThat(notes.write(PLACE, 3, List.of("x"))).contains("3 ada x");
            assertThat(notes.writeAsync(PLACE, 4, List.of("x")).get()).contains("4 ada x");
        }
        assertThat(tries).hasValue(4);
        assertThat(events).hasSize(4).containsOnly("ScriptErrorException true");
    }

    @Test
    void aCallThatMayHaveRunIsNotRepeatedAtMostOnce() {
        CallInterceptor retry = call -> call.proceed().exceptionallyCompose(failure -> call.proceed());
        once().write(PLACE, 1, List.of("x"));
        proxy.cutNextReply();
        Throwable refused = catchThrowable(() -> once(retry).write(PLACE, 2, List.of("x")));
        assertThat(refused)
                .isInstanceOf(InDoubtException.class)
                .hasMessage("script note was not sent once more: it may have run,"
                        + " and Delivery.AT_MOST_ONCE allows one run")
                .hasCauseInstanceOf(InDoubtException.class);
        assertThat(runs()).isEqualTo("2");
    }

    @Test
    void aCallThatHasRunIsNotRepeatedAtMostOnce() {
        CallInterceptor twice = call -> call.proceed().thenCompose(result -> call.proceed());
        assertThat(notes(twice).write(PLACE, 1, List.of("x"))).isPresent();
        assertThat(runs()).isEqualTo("2");
        assertThatThrownBy(() -> once(twice).write(PLACE, 1, List.of("x")))
                .isInstanceOf(InDoubtException.class)
                .hasMessageContaining("it has run");
        assertThat(runs()).isEqualTo("3");
    }

    @Test
    void aCallInFlightIsNotRepeatedAtMostOnce() throws Exception {
        once().write(PLACE, 1, List.of("x"));
        proxy.hold();
        AtomicReference<CompletionStage<@Nullable Object>> second = new AtomicReference<>();
        CompletableFuture<Optional<String>> first = once(call -> {
                    CompletionStage<@Nullable Object> sent = call.proceed();
                    second.set(call.proceed());
                    return sent;
                })
                .writeAsync(PLACE, 2, List.of("x"));
        assertThat(second.get().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessageContaining("it is in flight");
        proxy.release();
        assertThat(first.get()).isPresent();
    }

    @Test
    void aCallThatWasNotSentMayBeRepeatedAtMostOnce() {
        connection.close();
        CallInterceptor retry = call -> call.proceed().exceptionallyCompose(failure -> {
            events.add(failure.getClass().getSimpleName());
            return call.proceed();
        });
        assertThatThrownBy(() -> once(retry).write(PLACE, 1, List.of("x")))
                .isInstanceOf(ServerUnavailableException.class);
        assertThat(events).containsExactly("ServerUnavailableException");
    }

    @Test
    void attemptsAndLoadsAreCounted() {
        List<Integer> counts = new ArrayList<>();
        Notes notes = notes(call -> call.proceed().whenComplete((result, failure) -> {
            counts.add(call.attempts());
            counts.add(call.loads());
        }));
        notes.write(PLACE, 1, List.of("x"));
        notes.write(PLACE, 1, List.of("x"));
        redis.connection().sync().scriptFlush();
        notes.write(PLACE, 1, List.of("x"));
        proxy.cutNextReply();
        notes.write(PLACE, 1, List.of("x"));
        assertThat(counts.subList(0, 4)).containsExactly(1, 1, 1, 0);
        assertThat(counts.subList(4, 6)).containsExactly(2, 1);
        assertThat(counts.get(6)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void exceptionsAreThoseOfTheCaller() {
        Notes notes = notes(call -> call.proceed().thenApply(result -> result));
        Throwable error = catchThrowable(() -> notes.write(PLACE, -1, List.of()));
        assertThat(error).isInstanceOf(ScriptErrorException.class);
        assertThat(error.getStackTrace()[0].getClassName()).isEqualTo(NotesLua.class.getName());
        assertThat(error.getStackTrace()[0].getMethodName()).isEqualTo("write");
    }

    @Test
    void theReadTimeoutHoldsForAllOfIt() {
        ExecutorBuilder builder = ScriptExecutor.on(connection).readTimeout(Duration.ofMillis(50));
        Notes never = new NotesLua(
                builder.interceptors(call -> new CompletableFuture<>()).build());
        assertThatThrownBy(() -> never.write(PLACE, 1, List.of()))
                .isInstanceOf(RedisCommandTimeoutException.class)
                .hasMessage("script note was not answered within 50 ms; it was not sent");
        connection.sync().scriptLoad("return 1");
        proxy.hold();
        Notes patient = new NotesLua(ScriptExecutor.on(connection)
                .readTimeout(Duration.ofMillis(50))
                .interceptors(call -> call.proceed().exceptionallyCompose(failure -> call.proceed()))
                .build());
        assertThatThrownBy(() -> patient.write(PLACE, 1, List.of()))
                .isInstanceOf(RedisCommandTimeoutException.class)
                .hasMessageStartingWith("script note was not answered within 50 ms; it ");
    }

    @Test
    void aDelayedCallDoesNotBlockTheThreadThatGoesOn() {
        Executor later = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);
        Notes notes =
                notes(call -> CompletableFuture.supplyAsync(() -> "", later).thenCompose(nothing -> {
                    CompletionStage<@Nullable Object> result = call.proceed();
                    events.add(String.valueOf(result.toCompletableFuture().isDone()));
                    return result;
                }));
        notes.write(PLACE, 1, List.of("warm"));
        proxy.hold();
        CompletableFuture<Optional<String>> answer =
                CompletableFuture.supplyAsync(() -> notes.write(PLACE, 1, List.of("x")));
        while (events.size() < 2) {
            Thread.onSpinWait();
        }
        proxy.release();
        assertThat(answer.join()).contains("1 ada x");
        assertThat(events.get(1)).isEqualTo("false");
    }

    @Test
    void eventLoopsAreNotBlocked() throws Exception {
        Notes notes = notes(tracing("a"));
        CompletableFuture<@Nullable Throwable> refused = notes.writeAsync(PLACE, 1, List.of("x"))
                .thenApply(result -> catchThrowable(() -> notes.write(PLACE, 2, List.of("y"))));
        Throwable failure = refused.get();
        if (failure != null) { // else the stage was complete before it was continued here
            assertThat(failure).isInstanceOf(RedisException.class).hasMessageContaining("event loop");
            assertThat(events).hasSize(2);
        }
    }

    @Test
    void blockingMethodsAreRefusedInsideMulti() {
        Notes notes = notes(tracing("a"));
        connection.sync().multi();
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of("x"))).hasMessageContaining("inside of MULTI");
        CompletableFuture<Optional<String>> queued = notes.writeAsync(PLACE, 1, List.of("x"));
        assertThat(queued).isNotDone();
        connection.sync().exec();
        assertThat(queued.join()).contains("1 ada x");
    }

    @Test
    void cancellingAStageCancelsTheCall() {
        Notes notes = notes(call -> call.proceed().thenApply(result -> result));
        proxy.hold();
        CompletableFuture<Optional<String>> blocker = notes.writeAsync(PLACE, 1, List.of("x"));
        CompletableFuture<Optional<String>> cancelled = notes.writeAsync(PLACE, 2, List.of("y"));
        cancelled.cancel(false);
        proxy.release();
        assertThat(blocker.join()).contains("1 ada x");
        notes.write(PLACE, 3, List.of("z"));
        assertThat(cancelled).isCancelled();
        assertThat(runs()).isEqualTo("2");
    }

    @Test
    void timeoutsOfMethodsComeFirst() {
        notes().write(PLACE, 1, List.of("x"));
        connection.setTimeout(Duration.ofMinutes(10));
        proxy.hold();
        String message = "script note was not answered within 50 ms; it may have run";
        for (Notes notes : List.of(
                notes(),
                notes(tracing("a")),
                new NotesLua(ScriptExecutor.on(connection)
                        .readTimeout(Duration.ofMinutes(10))
                        .build()))) {
            assertThatThrownBy(() -> notes.writeHastily(PLACE, 2, List.of("x")))
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .hasMessage(message);
            assertThat(notes.writeHastilyAsync(PLACE, 2, List.of("x")))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .withMessage(message);
        }
    }

    @Test
    void timeoutsOfMethodsHoldForInterceptorsToo() {
        Notes notes = notes(call -> new CompletableFuture<>());
        assertThat(notes.writeHastilyAsync(PLACE, 2, List.of("x")))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage("script note was not answered within 50 ms; it was not sent");
    }

    @Test
    void callsOfAPipelineAreIntercepted() {
        Pipeline pipeline =
                ScriptExecutor.on(connection).interceptors(tracing("a")).buildPipeline();
        Notes notes = new NotesLua(pipeline);
        CompletableFuture<Optional<String>> first = notes.writeAsync(PLACE, 1, List.of("x"));
        CompletableFuture<Optional<String>> second =
                new NotesLua(pipeline.intercepted(tracing("b"))).writeAsync(PLACE, 2, List.of("x"));
        assertThat(pipeline.size()).isEqualTo(2);
        assertThat(events).containsExactly("a before note", "b before note", "a before note");
        pipeline.flush();
        assertThat(first.join()).contains("1 ada x");
        assertThat(second.join()).contains("2 ada x");
        CompletableFuture<Optional<String>> dropped = notes.writeAsync(PLACE, 3, List.of("x"));
        assertThat(pipeline.clear()).isEqualTo(1);
        assertThat(dropped).isCancelled();
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTimeOfAPipelineBeginsWithItsFlush() {
        notes().write(PLACE, 1, List.of("x"));
        Pipeline pipeline = Pipeline.of(connection);
        proxy.hold();
        CompletableFuture<Optional<String>> call = new NotesLua(pipeline).writeHastilyAsync(PLACE, 2, List.of("x"));
        pipeline.flush();
        assertThat(call)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessageContaining("within 50 ms");
    }

    @Test
    void callsOfATransactionAreIntercepted() {
        try (Transaction<String, String> transaction = Transaction.of(client::connect)) {
            Notes notes = new NotesLua(transaction.intercepted(
                    tracing("a"), call -> call.withKeyPrefix("t:").proceed()));
            Optional<String> written = transaction.run(commands -> {
                commands.set("other", "1");
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
                        () -> client.connectAsync(StringCodec.UTF8, proxy.uri()),
                        BoundedPoolConfig.builder().maxTotal(1).build())) {
            Notes notes = new NotesLua(ScriptExecutor.on(pool)
                    .readTimeout(Duration.ofMillis(50))
                    .keyPrefix("p:")
                    .interceptors(tracing("a"))
                    .build());
            assertThat(notes.writeAsync(PLACE, 1, List.of("x")).get()).contains("1 ada x");
            assertThat(events).containsExactly("a before note", "a after 1");
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
        ScriptExecutor direct =
                ScriptExecutor.on(connection).delivery(Delivery.AT_MOST_ONCE).build();
        ScriptExecutor own = new ScriptExecutor() {
            @Override
            public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
                events.add("own");
                return direct.execute(invocation);
            }

            @Override
            public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
                events.add("own async");
                return direct.executeAsync(invocation);
            }
        };
        Notes notes = new NotesLua(own.intercepted(tracing("a")));
        assertThat(notes.write(PLACE, 1, List.of("x"))).contains("1 ada x");
        assertThat(notes.writeAsync(PLACE, 2, List.of("x")).get()).contains("2 ada x");
        assertThat(events)
                .containsExactly("a before note", "own", "a after 1", "a before note", "own async", "a after 1");
        Notes twice = new NotesLua(own.intercepted(call -> call.proceed().thenCompose(result -> call.proceed())));
        assertThatThrownBy(() -> twice.write(PLACE, 1, List.of("x"))).hasMessageContaining("it has run");
    }

    @Test
    void anInterruptedCallerDoesNotWait() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        Notes notes = notes(call -> {
            called.countDown();
            return new CompletableFuture<>();
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> thrown.set(catchThrowable(() -> notes.write(PLACE, 1, List.of("x")))));
        thread.start();
        called.await();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get())
                .isInstanceOf(RedisException.class)
                .rootCause()
                .isInstanceOf(InterruptedException.class);
        assertThat(thrown.get().getCause()).hasMessage("script note was interrupted; it was not sent");
    }

    private static ByteBuffer text(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static String reversed(ByteBuffer word) {
        return new StringBuilder(StandardCharsets.UTF_8.decode(word)).reverse().toString();
    }
}
