package dev.moonlet.recipes.queue;

import dev.moonlet.recipes.queue.QueueScripts.BuriedJob;
import java.time.Instant;

/** A job that was tried as often as the queue allows. It is kept until it is deleted or put back. */
public final class DeadLetter<T> {

    private final QueueCalls<T> calls;
    private final BuriedJob job;

    DeadLetter(QueueCalls<T> calls, BuriedJob job) {
        this.calls = calls;
        this.job = job;
    }

    /** Its id. */
    public String id() {
        return job.id();
    }

    /**
     * What the job was about, decoded at each call.
     *
     * @throws RuntimeException whatever the codec throws if it can't read the bytes
     */
    public T payload() {
        return calls.codec().decode(job.payload());
    }

    /** How often it was tried. */
    public int attempts() {
        return job.attempts();
    }

    /** Why the last attempt failed. */
    public String reason() {
        return job.reason();
    }

    /** When it became a dead letter, by the server's clock. */
    public Instant diedAt() {
        return job.diedAt();
    }

    @Override
    public String toString() {
        return "DeadLetter[id=" + id() + ", attempts=" + attempts() + ", reason=" + reason() + "]";
    }
}
