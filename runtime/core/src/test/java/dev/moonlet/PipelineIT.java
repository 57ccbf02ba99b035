package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Recording;
import dev.moonlet.scripts.RecordingLua;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.SentCalls;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that are collected and flushed. */
class PipelineIT {

    private static final int CALLS = 1000;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private Pipeline pipeline;
    private Recording recording;

    @BeforeEach
    void bind() throws Exception {
        redis.connection().sync().flushall();
        redis.connection().sync().scriptFlush();
        bind(Pipeline.of(redis.connect()));
    }

    private void bind(Pipeline bound) throws Exception {
        pipeline = bound;
        recording = new RecordingLua(pipeline);
    }

    private List<String> list() {
        return redis.connection().sync().lrange("list", 0, -1);
    }

    private static List<Long> results(List<CompletionStage<Long>> calls) throws Exception {
        List<Long> results = new ArrayList<>();
        for (CompletionStage<Long> call : calls) {
            results.add(call.toCompletableFuture().get());
        }
        return results;
    }

    /** Both scripts, in turn. */
    private List<CompletionStage<Long>> calls(int from, int to) {
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = from; i < to; i++) {
            calls.add(i % 2 == 0 ? recording.putAsync("list", i) : recording.appendAsync("list", i));
        }
        return calls;
    }

    @Test
    void nothingIsSentBeforeTheFlushAndAllOfItByTheFlush() throws Exception {
        List<CompletionStage<Long>> calls = calls(0, CALLS);
        assertThat(pipeline.size()).isEqualTo(CALLS);
        assertThat(list()).isEmpty();
        assertThat(calls).noneMatch(call -> call.toCompletableFuture().isDone());
        pipeline.flush();
        assertThat(pipeline.size()).isZero();
        assertThat(results(calls))
                .isEqualTo(LongStream.rangeClosed(1, CALLS).boxed().toList());
        assertThat(list()).hasSize(CALLS).startsWith("0", "1", "2");
    }

    @Test
    void oneFlushWritesOnceOrInPiecesOf128() throws Exception {
        SentCalls sent = new SentCalls();
        bind(Pipeline.of(redis.connect(sent)));
        List<CompletionStage<Long>> loading = calls(0, 2);
        pipeline.flush();
        results(loading);
        for (int count : new int[] {1, 100, 128, 129, CALLS}) {
            List<CompletionStage<Long>> calls = calls(0, count);
            long before = sent.flushes();
            pipeline.flush();
            results(calls);
            assertThat(sent.flushes() - before).as("%d calls", count).isEqualTo((count + 127) / 128);
        }
    }

    @Test
    void aPipelineIsFlushedAgainAndAgain() throws Exception {
        List<CompletionStage<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.addAll(calls(10 * i, 10 * i + 10));
            pipeline.flush();
        }
        pipeline.flush();
        assertThat(results(calls))
                .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void scriptsThatAreFlushedInBetweenAreLoadedAgainAndTheOrderIsKept() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        bind(Pipeline.of(connection));
        List<CompletionStage<Long>> calls = calls(0, 4);
        pipeline.flush();
        results(calls);
        List<RedisFuture<String>> flushed = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            calls.addAll(calls(100 * i, 100 * i + 50));
            pipeline.flush();
            flushed.add(connection.async().scriptFlush());
            calls.addAll(calls(100 * i + 50, 100 * i + 100));
            pipeline.flush();
        }
        assertThat(results(calls))
                .isEqualTo(LongStream.rangeClosed(1, calls.size()).boxed().toList());
        assertThat(flushed).allSatisfy(flush -> assertThat(flush.get()).isEqualTo("OK"));
    }

    @Test
    void whatIsFlushedWhileThePipelineIsPausedIsSentWhenItResumes() throws Exception {
        List<CompletionStage<Long>> flushed = calls(0, 4);
        pipeline.pause();
        pipeline.flush();
        List<CompletionStage<Long>> later = calls(4, 6);
        assertThat(pipeline.size()).isEqualTo(6);
        assertThat(list()).isEmpty();
        pipeline.resume();
        assertThat(results(flushed)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(pipeline.size()).isEqualTo(2);
        assertThat(list()).hasSize(4);
        pipeline.flush();
        assertThat(results(later)).containsExactly(5L, 6L);
    }

    @Test
    void whatIsClearedIsCancelledAndNeverSent() throws Exception {
        List<CompletionStage<Long>> dropped = calls(0, 3);
        assertThat(pipeline.clear()).isEqualTo(3);
        assertThat(pipeline.size()).isZero();
        List<CompletionStage<Long>> sent = calls(3, 5);
        sent.get(1).toCompletableFuture().cancel(false);
        pipeline.flush();
        assertThat(sent.get(0).toCompletableFuture().get()).isEqualTo(1);
        assertThat(dropped).allSatisfy(call -> assertThatThrownBy(
                        () -> call.toCompletableFuture().get())
                .isInstanceOf(CancellationException.class));
        assertThat(list()).containsExactly("3");
    }

    @Test
    void aCallThatFailsDoesNotFailItsNeighbours() throws Exception {
        redis.connection().sync().set("text", "x");
        CompletionStage<Long> before = recording.putAsync("list", 1);
        CompletionStage<Long> failing = recording.putAsync("text", 1);
        CompletionStage<Long> after = recording.appendAsync("list", 2);
        pipeline.flush();
        assertThat(results(List.of(before, after))).containsExactly(1L, 2L);
        assertThatThrownBy(() -> failing.toCompletableFuture().get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("WRONGTYPE");
    }

    @Test
    void aCallThatAnAnswerOfABatchBringsAboutComesBehindTheBatch() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        bind(Pipeline.of(connection));
        Recording direct = new RecordingLua(ScriptExecutor.of(connection));
        assertThat(direct.put("list", 0)).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            List<CompletionStage<Long>> calls = new ArrayList<>();
            for (int n = 0; n < 3_000; n++) {
                calls.add(recording.putAsync("list", n));
            }
            CompletionStage<Long> next = calls.get(0).thenCompose(first -> direct.putAsync("list", -1));
            pipeline.flush();
            assertThat(next.toCompletableFuture().get())
                    .isEqualTo(calls.get(2_999).toCompletableFuture().get() + 1);
        }
    }

    @Test
    @NeedsRedis(7)
    void theCallsThatTheClientHasNoRoomForFailAlone() throws Exception {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
        client.setOptions(ClientOptions.builder().requestQueueSize(200).build());
        bind(Pipeline.of(client.connect()));
        List<CompletionStage<Long>> calls = calls(0, 2);
        pipeline.flush();
        results(calls);
        redis.server().pauseWrites();
        calls.addAll(calls(2, 302));
        pipeline.flush();
        await().until(() -> calls.stream().skip(2).anyMatch(call -> call.toCompletableFuture()
                .isDone()));
        redis.server().resumeWrites();
        List<Long> sent = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (CompletionStage<Long> call : calls) {
            try {
                sent.add(call.toCompletableFuture().get());
            } catch (ExecutionException e) {
                refused.add(String.valueOf(e.getCause()));
            }
        }
        // of those that wait to be written, or of those that wait for their answers
        assertThat(refused).isNotEmpty().allMatch(message -> message.contains("size exceeded: 200"));
        assertThat(sent)
                .hasSizeGreaterThan(100)
                .isEqualTo(LongStream.rangeClosed(1, sent.size()).boxed().toList());
        assertThat(list()).hasSize(sent.size());
        client.shutdown();
    }

    @Test
    void whatIsFlushedInsideOfATransactionIsPartOfIt() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        bind(Pipeline.of(connection));
        assertThat(connection.sync().multi()).isEqualTo("OK");
        List<CompletionStage<Long>> calls = calls(0, 4);
        pipeline.flush();
        assertThat(calls).noneMatch(call -> call.toCompletableFuture().isDone());
        assertThat(connection.sync().exec()).hasSize(4);
        assertThat(results(calls)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aMethodThatWaitsIsRefused() {
        assertThatThrownBy(() -> recording.put("list", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("script recording/put can't be waited for in a pipeline, which sends nothing until it is"
                        + " flushed; call its asynchronous method");
        assertThat(pipeline.size()).isZero();
    }

    @Test
    void aPipelineHoldsNoMoreThanItsCapacity() throws Exception {
        bind(ScriptExecutor.on(redis.connect()).buildPipeline(2));
        List<CompletionStage<Long>> calls = calls(0, 2);
        assertThat(calls(2, 3).get(0))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(RejectedExecutionException.class)
                .withMessage("script recording/put: 2 calls wait in the pipeline, which holds no more; flush it");
        pipeline.flush();
        calls.addAll(calls(2, 3));
        pipeline.flush();
        assertThat(results(calls)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void callsThatAreCancelledMakeRoom() throws Exception {
        bind(ScriptExecutor.on(redis.connect()).buildPipeline(2));
        List<CompletionStage<Long>> calls = calls(0, 2);
        calls.get(0).toCompletableFuture().cancel(false);
        calls.addAll(calls(2, 3));
        pipeline.pause();
        assertThatThrownBy(() -> results(calls(3, 4))).hasMessageEndingWith("; flush and resume it");
        pipeline.flush();
        assertThatThrownBy(() -> results(calls(3, 4))).hasMessageEndingWith("; resume it");
        calls.get(1).toCompletableFuture().cancel(false);
        calls.addAll(calls(3, 4));
        pipeline.resume();
        assertThat(results(calls.subList(2, 3))).containsExactly(1L);
        assertThat(pipeline.size()).isEqualTo(1);
        pipeline.flush();
        assertThat(results(calls.subList(3, 4))).containsExactly(2L);
        assertThat(list()).containsExactly("2", "3");
    }

    @Test
    void plainCommandsAreSentInTheirPlace() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        bind(Pipeline.of(connection));
        for (int round = 0; round < 3; round++) {
            List<CompletionStage<Long>> results = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String value = Integer.toString(i);
                results.add(
                        i % 50 < 2
                                ? pipeline.command(() -> connection.async().rpush("list", value))
                                : calls(i, i + 1).get(0));
            }
            if (round == 1) {
                redis.connection().sync().scriptFlush(); // so that calls are sent twice
            }
            pipeline.flush();
            assertThat(results(results))
                    .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
            assertThat(list())
                    .isEqualTo(LongStream.range(0, 300).mapToObj(Long::toString).toList());
            redis.connection().sync().del("list");
        }
    }

    @Test
    void aPlainCommandThatFailsOrIsCancelledLeavesTheOthers() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect();
        bind(ScriptExecutor.on(connection).buildPipeline(5));
        List<CompletionStage<Long>> calls = calls(0, 1);
        CompletionStage<Long> wrong = pipeline.command(() -> connection.async().hlen("list"));
        CompletionStage<Long> thrown = pipeline.command(() -> {
            throw new IllegalStateException("of the command");
        });
        CompletionStage<Long> cancelled =
                pipeline.command(() -> connection.async().rpush("list", "cancelled"));
        calls.addAll(calls(1, 2));
        CompletionStage<Long> tooMany =
                pipeline.command(() -> connection.async().rpush("list", "too many"));
        assertThatThrownBy(() -> results(List.of(tooMany)))
                .hasCauseInstanceOf(RejectedExecutionException.class)
                .hasMessageEndingWith("a command: 5 calls wait in the pipeline, which holds no more; flush it");
        cancelled.toCompletableFuture().cancel(false);
        pipeline.flush();
        assertThat(results(calls)).containsExactly(1L, 2L);
        assertThatThrownBy(() -> results(List.of(wrong))).hasMessageContaining("WRONGTYPE");
        assertThatThrownBy(() -> results(List.of(thrown))).hasMessageContaining("of the command");
        assertThat(list()).containsExactly("0", "1");
    }

    @Test
    void aCapacityIsPositive() {
        assertThatThrownBy(() -> ScriptExecutor.on(redis.connection()).buildPipeline(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
