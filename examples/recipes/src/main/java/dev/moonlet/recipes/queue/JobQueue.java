package dev.moonlet.recipes.queue;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ValueCodec;
import dev.moonlet.recipes.internal.BlockingWait;
import dev.moonlet.recipes.internal.Given;
import dev.moonlet.recipes.internal.ObjectName;
import dev.moonlet.recipes.internal.Signals;
import dev.moonlet.recipes.queue.QueueScripts.AddedJob;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A queue of jobs on Redis that loses no job when a process dies. A job is delivered at least once: what is done with it should be
 * harmless when it is done again.
 *
 * <pre>{@code
 * try (JobQueue<String> queue = new JobQueue<>(
 *         ScriptExecutor.of(connection), client.connectPubSub(), "mail", Payloads.strings(), QueueSettings.defaults())) {
 *     queue.add(NewJob.of("17", "to: ann"));
 *     for (LeasedJob<String> job : queue.take(10, Duration.ofSeconds(20))) {
 *         System.out.println(job.payload());
 *         job.acknowledge();
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads, and by several processes that give the same name and settings. Methods fail as all calls of
 * scripts do, with {@code RedisException}s; those whose names end with {@code Async} fail their stages.
 */
public final class JobQueue<T> implements AutoCloseable {

    private static final int MOST_AT_ONCE = 1000;

    private final ScriptExecutor executor;
    private final QueueCalls<T> calls;
    private final Signals signals;
    private final Signals.Subscription wakeups;
    private final DeadLetters<T> deadLetters;
    private volatile boolean closed;

    /**
     * The queue of this name, which begins to exist with its first job.
     *
     * @param executor where its scripts run
     * @param wakeups a connection to the same server or cluster on which {@code take} waits. It may be shared by queues and other
     *     code, and the caller closes it
     * @param name tells queues apart. It is the hash tag of all keys, so a cluster keeps them on one server
     * @param codec how payloads become bytes, for example {@code Payloads.strings()}
     * @throws IllegalArgumentException if the name is empty or has braces
     */
    public JobQueue(
            ScriptExecutor executor,
            StatefulRedisPubSubConnection<String, String> wakeups,
            String name,
            ValueCodec<T, byte[]> codec,
            QueueSettings settings) {
        ObjectName object = new ObjectName("queue", name);
        this.executor = executor;
        this.calls = new QueueCalls<>(
                new QueueScriptsLua(executor),
                object.key(),
                Objects.requireNonNull(settings, "settings"),
                Objects.requireNonNull(codec, "codec"));
        this.deadLetters = new DeadLetters<>(calls);
        this.signals = new Signals(Objects.requireNonNull(wakeups, "wakeups"));
        this.wakeups = signals.subscribe(object.key("wakeups"));
    }

    /**
     * Adds a job.
     *
     * @return whether it is new: false if the queue holds a job with this id, in whatever state, or has acknowledged one within the
     *     time for which it {@linkplain QueueSettings#remember() remembers} ids
     */
    public boolean add(NewJob<T> job) {
        return calls.scripts().add(calls.key(), encoded(job));
    }

    /** {@link #add}, without waiting. */
    public CompletionStage<Boolean> addAsync(NewJob<T> job) {
        return calls.scripts().addAsync(calls.key(), encoded(job));
    }

    private AddedJob encoded(NewJob<T> job) {
        return new AddedJob(job.id(), calls.codec().encode(job.payload()), job.priority(), job.delay());
    }

    /**
     * Takes the jobs that are ready, those of higher priority first, and of one priority in the order in which they were added.
     *
     * @param limit how many at most, up to 1000
     * @return an empty list if no job is ready
     * @throws IllegalArgumentException if the limit is not from 1 to 1000
     */
    public List<LeasedJob<T>> poll(int limit) {
        checkLimit(limit);
        QueueSettings settings = calls.settings();
        return calls.leased(calls.scripts()
                .take(calls.key(), limit, settings.lease(), settings.maxAttempts())
                .jobs());
    }

    /**
     * Takes jobs as {@link #poll} does, and waits if there are none. It returns as soon as there is one, and does not wait until
     * there are as many as the limit.
     *
     * @param limit how many at most, up to 1000
     * @param wait how long to wait for the first one
     * @return an empty list if no job was ready in that time
     * @throws InterruptedException if the thread is interrupted; a job that was taken in that moment is given back
     * @throws IllegalArgumentException if the limit is not from 1 to 1000, or the wait is negative
     * @throws IllegalStateException if the queue is or was closed meanwhile, or the thread is one of Lettuce's, which must not wait
     */
    public List<LeasedJob<T>> take(int limit, Duration wait) throws InterruptedException {
        return BlockingWait.await(executor, calls.key(), () -> waiting(limit, wait));
    }

    /** {@link #take}, without waiting. If the stage is cancelled, jobs that were taken in that moment are given back. */
    public CompletionStage<List<LeasedJob<T>>> takeAsync(int limit, Duration wait) {
        return waiting(limit, wait);
    }

    private CompletableFuture<List<LeasedJob<T>>> waiting(int limit, Duration wait) {
        checkLimit(limit);
        return new WaitingTake<>(calls, wakeups, () -> closed, limit, Given.waiting(wait)).start();
    }

    private static void checkLimit(int limit) {
        Given.count("the number of jobs to take", limit, MOST_AT_ONCE);
    }

    /** The jobs that were tried as often as the queue allows. */
    public DeadLetters<T> deadLetters() {
        return deadLetters;
    }

    /** How many jobs the queue has, and what happened to jobs. */
    public QueueStats stats() {
        return calls.scripts().stats(calls.key());
    }

    /** Ends all waiting takes with an {@link IllegalStateException}. Jobs that were taken can still be acknowledged. */
    @Override
    public void close() {
        closed = true;
        wakeups.close();
        signals.close();
    }
}
