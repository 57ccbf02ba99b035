package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
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
 * <p>Only asynchronous methods can be called: one that waits for a result that nobody has asked for yet would wait for ever,
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
    private final Delivery delivery;
    private List<PendingCall<?>> calls = new ArrayList<>();
    private final Queue<List<PendingCall<?>>> batches = new ArrayDeque<>();
    private int flushed;
    private boolean paused;
    private boolean sending;

    private Pipeline(Dispatcher dispatcher, int capacity, Delivery delivery) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is not positive");
        }
        this.dispatcher = dispatcher;
        this.capacity = capacity;
        this.delivery = Objects.requireNonNull(delivery, "delivery");
    }

    /** A pipeline on a connection, for any number of calls. */
    public static Pipeline of(StatefulRedisConnection<?, ?> connection) {
        return of(connection, Integer.MAX_VALUE);
    }

    /**
     * A pipeline on a connection.
     *
     * @param capacity how many calls can wait for a flush; one more is refused with a {@link RejectedExecutionException}
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public static Pipeline of(StatefulRedisConnection<?, ?> connection, int capacity) {
        return of(connection, capacity, Delivery.AT_LEAST_ONCE);
    }

    /**
     * A pipeline on a connection, which sends its calls again, or never, when that is lost.
     *
     * @param capacity how many calls can wait for a flush; one more is refused with a {@link RejectedExecutionException}
     * @param delivery how often a call may run
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public static Pipeline of(StatefulRedisConnection<?, ?> connection, int capacity, Delivery delivery) {
        return new Pipeline(DispatcherRegistry.of(connection), capacity, delivery);
    }

    /** A pipeline on a connection to a cluster, for any number of calls. Each server gets its own in one flush. */
    public static Pipeline of(StatefulRedisClusterConnection<?, ?> connection) {
        return of(connection, Integer.MAX_VALUE, Delivery.AT_LEAST_ONCE);
    }

    /**
     * A pipeline on a connection to a cluster. Each server gets its calls in one flush; those of the same slot keep their
     * order.
     *
     * @param capacity how many calls can wait for a flush; one more is refused with a {@link RejectedExecutionException}
     * @param delivery how often a call may run
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public static Pipeline of(StatefulRedisClusterConnection<?, ?> connection, int capacity, Delivery delivery) {
        return new Pipeline(DispatcherRegistry.of(connection), capacity, delivery);
    }

    /**
     * Refuses, since nothing is sent before the next flush.
     *
     * @throws IllegalStateException always
     */
    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        throw new IllegalStateException(
                "script %s can't be waited for in a pipeline, which sends nothing until it is flushed; call its asynchronous method"
                        .formatted(call.script().name()));
    }

    /**
     * Collects a call.
     *
     * @throws RejectedExecutionException if as many calls wait as the pipeline holds
     */
    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        PendingCall<T> added = dispatcher.prepare(call, decoder, delivery);
        synchronized (this) {
            if (calls.size() >= capacity) {
                dropCancelled();
            }
            if (calls.size() >= capacity) {
                throw new RejectedExecutionException(
                        "script %s: %d calls wait in the pipeline, which holds no more; %s it"
                                .formatted(call.script().name(), capacity, remedy()));
            }
            calls.add(added);
        }
        return added;
    }

    /** Under the lock. Looks at each call once, for others can be cancelled meanwhile. */
    private void dropCancelled() {
        List<PendingCall<?>> kept = new ArrayList<>();
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
            takeFlushed();
        }
        sendBatches();
    }

    /** Holds back what is flushed from now on, until {@link #resume}. What was sent stays sent. */
    public synchronized void pause() {
        paused = true;
    }

    /** Ends a pause, and sends what was flushed in the meantime. */
    public void resume() {
        synchronized (this) {
            paused = false;
            takeFlushed();
        }
        sendBatches();
    }

    /**
     * Drops what was collected and not sent; these calls are cancelled.
     *
     * @return how many there were
     */
    public int clear() {
        List<PendingCall<?>> dropped;
        synchronized (this) {
            dropped = calls;
            calls = new ArrayList<>();
            flushed = 0;
        }
        dropped.forEach(call -> call.cancel(false));
        return dropped.size();
    }

    Delivery delivery() {
        return delivery;
    }

    /** How many calls were collected and not sent. */
    public synchronized int size() {
        return calls.size();
    }

    /** Under the lock. */
    private void takeFlushed() {
        batches.add(List.copyOf(calls.subList(0, flushed)));
        calls = new ArrayList<>(calls.subList(flushed, calls.size()));
        flushed = 0;
    }

    /** One thread sends for all, without the lock, which those that Lettuce calls back might wait for. */
    private void sendBatches() {
        while (true) {
            List<PendingCall<?>> batch;
            synchronized (this) {
                if (sending || batches.isEmpty()) {
                    return;
                }
                sending = true;
                batch = batches.remove();
            }
            try {
                send(batch);
            } finally {
                synchronized (this) {
                    sending = false;
                }
            }
        }
    }

    private void send(List<PendingCall<?>> batch) {
        dispatcher.submit(batch.stream().filter(call -> !call.isDone()).toList());
    }
}
