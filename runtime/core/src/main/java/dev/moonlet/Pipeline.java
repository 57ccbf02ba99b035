package dev.moonlet;

import dev.moonlet.internal.dispatch.Dispatcher;
import dev.moonlet.internal.dispatch.InterceptedExecutor;
import dev.moonlet.internal.dispatch.PipelineSender;
import dev.moonlet.internal.dispatch.PlainCommand;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects calls until they are flushed, and sends them in one flush, in the order in which they were made.
 *
 * <pre>{@code
 * Pipeline pipeline = Pipeline.of(connection);
 * Visits visits = new VisitsLua(pipeline);
 * List<CompletionStage<Long>> counts = new ArrayList<>();
 * for (String page : pages) {
 *     counts.add(visits.countAsync(page));
 * }
 * pipeline.flush();
 * }</pre>
 *
 * <p>Only asynchronous methods can be called: a blocking one would wait for the result of a call that is not sent yet,
 * and is refused with an {@link IllegalStateException}. Each stage completes on its own; a call that fails does not fail its
 * neighbours. After a flush the pipeline collects anew, and can be flushed again.
 *
 * <p>Safe for use by several threads; calls of one thread keep their order. The connection is the caller's, who closes it,
 * and who may use it for other things.
 *
 * @see <a href="https://redis.io/docs/latest/develop/using-commands/pipelining/">Redis pipelining</a>
 */
public final class Pipeline implements ScriptExecutor {

    private final Dispatcher dispatcher;
    private final int capacity;
    private final CallOptions options;
    private final @Nullable FunctionLibrary functions;
    private final PipelineSender sender;
    private final @Nullable ScriptExecutor intercepted;
    private List<CompletableFuture<?>> calls = new ArrayList<>();
    private int flushed;
    private boolean paused;

    Pipeline(
            Dispatcher dispatcher,
            int capacity,
            CallOptions options,
            @Nullable FunctionLibrary functions,
            List<CallInterceptor> interceptors) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is not positive");
        }
        this.dispatcher = dispatcher;
        this.capacity = capacity;
        this.options = options;
        this.functions = functions;
        this.sender = new PipelineSender(dispatcher);
        this.intercepted = interceptors.isEmpty() ? null : InterceptedExecutor.of(new Collector(), interceptors);
    }

    /**
     * A pipeline on a connection, for any number of calls, which are sent again if the connection is lost.
     * {@link ScriptExecutor#on(StatefulRedisConnection)} has other options.
     */
    public static Pipeline of(StatefulRedisConnection<?, ?> connection) {
        return ScriptExecutor.on(connection).buildPipeline();
    }

    /**
     * A pipeline on a connection to a cluster, for any number of calls, which are sent again if a connection is lost. Each
     * server gets its calls in one flush; those of the same slot keep their order.
     */
    public static Pipeline of(StatefulRedisClusterConnection<?, ?> connection) {
        return ScriptExecutor.on(connection).buildPipeline();
    }

    /** Always false: no result comes before the calls are sent. */
    @Override
    public boolean allowsBlocking() {
        return false;
    }

    /**
     * Refuses, since nothing is sent before the next flush.
     *
     * @throws IllegalStateException always
     */
    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        throw new IllegalStateException(
                "script %s can't be waited for in a pipeline, which sends nothing until it is flushed; call its asynchronous method"
                        .formatted(invocation.scriptName()));
    }

    /**
     * Collects a call. If as many calls wait as the pipeline holds, the stage fails with a {@link RejectedExecutionException}.
     */
    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        return intercepted == null ? collect(invocation) : intercepted.executeAsync(invocation);
    }

    private <T extends @Nullable Object> CompletionStage<T> collect(ScriptInvocation<T> invocation) {
        EncodedCall<T> call = EncodedCall.of(invocation);
        if (functions != null) {
            try {
                call = functions.call(invocation);
            } catch (IllegalArgumentException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        PendingCall<T> added = dispatcher.prepare(options.prepared(call), options);
        if (added.isDone()) {
            return added; // no server can run it
        }
        if (add(added)) {
            return added;
        }
        return CompletableFuture.failedFuture(full("script " + invocation.scriptName()));
    }

    /**
     * Refuses, since a pipeline sends calls in one flush in their order, and shards have no order among each other.
     *
     * @throws IllegalStateException always
     */
    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        throw refusedOnShards(invocation);
    }

    /** Refuses as {@link #executeOnShards}: the stage has failed. */
    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return CompletableFuture.failedFuture(refusedOnShards(invocation));
    }

    private static IllegalStateException refusedOnShards(ShardInvocation<?> invocation) {
        return new IllegalStateException(
                ("script %s can't run on every shard in a pipeline, whose calls keep their order; servers have none among each"
                                + " other: call it on an executor of the connection")
                        .formatted(invocation.scriptName()));
    }

    /**
     * Collects a command of Lettuce's own, to be sent in its place among the calls:
     *
     * <pre>{@code
     * visits.countAsync("/home");
     * pipeline.command(() -> connection.async().lpush("log", "/home"));
     * pipeline.flush();
     * }</pre>
     *
     * <p>The command is sent when the calls before it have their answers, because a call can be sent more than once until it
     * has one. Calls behind it follow at once; on a cluster they follow when the command has its answer. If the connection is
     * lost, Lettuce sends the command again as it sends its others, whatever {@link Delivery} the pipeline has.
     *
     * @param command calls a method of the asynchronous commands of the pipeline's connection, once
     * @return the result; it fails with a {@link RejectedExecutionException} if as many calls wait as the pipeline holds
     */
    public <T extends @Nullable Object> CompletionStage<T> command(Supplier<? extends CompletionStage<T>> command) {
        PlainCommand<T> added = new PlainCommand<>(command);
        if (!add(added)) {
            added.completeExceptionally(full("a command"));
        }
        return added;
    }

    /** Adds a call or a command; false if there is no room. */
    private synchronized boolean add(CompletableFuture<?> added) {
        if (calls.size() >= capacity) {
            dropCancelled();
        }
        return calls.size() < capacity && calls.add(added);
    }

    private synchronized RejectedExecutionException full(String refused) {
        return new RejectedExecutionException(
                "%s: %d calls wait in the pipeline, which holds no more; %s it".formatted(refused, capacity, remedy()));
    }

    /** Under the lock. Looks at each call once, for others can be cancelled meanwhile. */
    private void dropCancelled() {
        List<CompletableFuture<?>> kept = new ArrayList<>();
        int keptOfFlushed = 0;
        for (int i = 0; i < calls.size(); i++) {
            if (!calls.get(i).isDone()) {
                kept.add(calls.get(i));
                keptOfFlushed += i < flushed ? 1 : 0;
            }
        }
        calls = kept;
        flushed = keptOfFlushed;
    }

    /** Under the lock: what makes room. */
    private String remedy() {
        if (!paused) {
            return "flush";
        }
        return flushed == calls.size() ? "resume" : "flush and resume";
    }

    /**
     * Sends what was collected: up to 128 calls in one write, more of them in pieces of 128, which the server begins to run
     * while the others are being encoded. Of a pipeline that is paused, {@link #resume} will.
     */
    public void flush() {
        synchronized (this) {
            flushed = calls.size();
            if (paused) {
                return;
            }
            sender.add(takeFlushed());
        }
        sender.advance();
    }

    /** Holds back what is flushed from now on, until {@link #resume}. What was sent stays sent. */
    public synchronized void pause() {
        paused = true;
    }

    /** Ends a pause, and sends what was flushed in the meantime. */
    public void resume() {
        synchronized (this) {
            paused = false;
            sender.add(takeFlushed());
        }
        sender.advance();
    }

    /**
     * Drops what was collected and not sent; these calls are cancelled.
     *
     * @return how many there were
     */
    public int clear() {
        List<CompletableFuture<?>> dropped;
        synchronized (this) {
            dropped = calls;
            calls = new ArrayList<>();
            flushed = 0;
        }
        dropped.forEach(call -> call.cancel(false));
        return dropped.size();
    }

    /** Takes the calls that interceptors pass on. */
    private final class Collector implements ScriptExecutor {

        @Override
        public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
            return Pipeline.this.execute(invocation);
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
            return collect(invocation);
        }
    }

    /** How many calls were collected and not sent. */
    public synchronized int size() {
        return calls.size();
    }

    /** Under the lock. */
    private List<CompletableFuture<?>> takeFlushed() {
        List<CompletableFuture<?>> batch = List.copyOf(calls.subList(0, flushed));
        calls = new ArrayList<>(calls.subList(flushed, calls.size()));
        flushed = 0;
        return batch;
    }
}
