package dev.moonlet.recipes.queue;

import dev.moonlet.recipes.internal.Given;
import java.util.List;

/**
 * The dead letters of a queue.
 *
 * <pre>{@code
 * for (DeadLetter<Mail> letter : queue.deadLetters().list(0, 100)) {
 *     log.warn("{} failed: {}", letter.id(), letter.reason());
 *     queue.deadLetters().requeue(letter.id());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class DeadLetters<T> {

    private static final int MOST = 1000;

    private final QueueCalls<T> calls;

    DeadLetters(QueueCalls<T> calls) {
        this.calls = calls;
    }

    /**
     * Lists dead letters, those that died first at the beginning.
     *
     * @param offset how many to skip
     * @param limit how many to list at most, up to 1000
     * @throws IllegalArgumentException if the offset is negative, or the limit is not from 1 to 1000
     */
    public List<DeadLetter<T>> list(long offset, int limit) {
        if (offset < 0) {
            throw new IllegalArgumentException("the offset of dead letters is negative: " + offset);
        }
        Given.count("the limit of dead letters", limit, MOST);
        return calls.scripts().listDead(calls.key(), offset, limit).stream()
                .map(job -> new DeadLetter<>(calls, job))
                .toList();
    }

    /**
     * Puts a dead letter back among the jobs that can be taken, with all its attempts.
     *
     * @return whether there was a dead letter with this id
     */
    public boolean requeue(String id) {
        return calls.scripts().requeueDead(calls.key(), id);
    }

    /**
     * Deletes a dead letter.
     *
     * @return whether there was a dead letter with this id
     */
    public boolean delete(String id) {
        return calls.scripts().deleteDead(calls.key(), id);
    }
}
