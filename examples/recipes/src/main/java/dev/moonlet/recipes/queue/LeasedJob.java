package dev.moonlet.recipes.queue;

import dev.moonlet.recipes.internal.Given;
import dev.moonlet.recipes.queue.QueueScripts.HeldJob;
import dev.moonlet.recipes.queue.QueueScripts.TakenJob;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * A job that was taken. It belongs to its holder until its lease ends and another call takes it away. From then on, all methods
 * report that the job is lost, and change nothing.
 *
 * <pre>{@code
 * for (LeasedJob<Mail> job : queue.take(1, Duration.ofSeconds(20))) {
 *     try {
 *         send(job.payload());
 *         job.acknowledge();
 *     } catch (MailException e) {
 *         job.fail(e.getMessage());
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Methods fail as all calls of scripts do, with {@code RedisException}s; those whose names
 * end with {@code Async} fail their stages.
 */
public final class LeasedJob<T> {

    private final QueueCalls<T> calls;
    private final TakenJob job;
    private final HeldJob held;

    LeasedJob(QueueCalls<T> calls, TakenJob job) {
        this.calls = calls;
        this.job = job;
        this.held = new HeldJob(job.id(), job.token());
    }

    /** Its id. */
    public String id() {
        return job.id();
    }

    /**
     * What the job is about, decoded at each call.
     *
     * @throws RuntimeException whatever the codec throws if it can't read the bytes; {@link #fail} then ends the attempt
     */
    public T payload() {
        return calls.codec().decode(job.payload());
    }

    /** Which attempt this is; the first is 1. */
    public int attempt() {
        return job.attempt();
    }

    /**
     * Identifies this lease. Later leases of the queue have larger tokens: pass it to a store that rejects smaller ones, and a
     * holder that comes too late can't overwrite what a later one has written.
     */
    public long token() {
        return job.token();
    }

    /**
     * Removes the job, which is done.
     *
     * @return whether it was the holder's; if not, another one does the job again or has done it. A command that is sent twice
     *     returns true twice, as long as the queue {@linkplain QueueSettings#remember() remembers} the id
     */
    public boolean acknowledge() {
        return calls.scripts().acknowledge(calls.key(), held, calls.settings().remember());
    }

    /** {@link #acknowledge}, without waiting. */
    public CompletionStage<Boolean> acknowledgeAsync() {
        return calls.scripts()
                .acknowledgeAsync(calls.key(), held, calls.settings().remember());
    }

    /**
     * Begins the lease anew, from now by the server's clock.
     *
     * @param lease its new length
     * @return whether the job is the holder's
     * @throws IllegalArgumentException if the lease is shorter than a millisecond
     */
    public boolean extend(Duration lease) {
        return calls.scripts().extend(calls.key(), held, checked(lease));
    }

    /** {@link #extend}, without waiting. */
    public CompletionStage<Boolean> extendAsync(Duration lease) {
        return calls.scripts().extendAsync(calls.key(), held, checked(lease));
    }

    private static Duration checked(Duration lease) {
        return Given.lasting("a lease", lease, "use release() to give the job back");
    }

    /**
     * Ends the attempt, which failed. The job is tried again after the pause of the {@linkplain QueueSettings settings}, or
     * becomes a dead letter.
     *
     * @param reason is kept with the job until it is acknowledged or deleted
     */
    public FailedJob fail(String reason) {
        Objects.requireNonNull(reason, "reason");
        return calls.scripts().fail(calls.key(), held, reason, calls.settings().retries());
    }

    /** {@link #fail}, without waiting. */
    public CompletionStage<FailedJob> failAsync(String reason) {
        Objects.requireNonNull(reason, "reason");
        return calls.scripts()
                .failAsync(calls.key(), held, reason, calls.settings().retries());
    }

    /**
     * Gives the job back untouched, for example when the process ends. It is the next of its priority, and the attempt does not
     * count.
     *
     * @return whether it was the holder's
     */
    public boolean release() {
        return calls.scripts().release(calls.key(), held);
    }

    /** {@link #release}, without waiting. */
    public CompletionStage<Boolean> releaseAsync() {
        return calls.scripts().releaseAsync(calls.key(), held);
    }

    @Override
    public String toString() {
        return "LeasedJob[id=" + id() + ", attempt=" + attempt() + "]";
    }
}
