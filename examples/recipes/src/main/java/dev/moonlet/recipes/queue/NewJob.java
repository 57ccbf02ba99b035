package dev.moonlet.recipes.queue;

import dev.moonlet.recipes.internal.Given;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * A job to be added.
 *
 * <pre>{@code
 * queue.add(NewJob.of("mail-17", mail).withPriority(5).withDelay(Duration.ofMinutes(10)));
 * }</pre>
 *
 * @param id tells jobs apart: a queue holds no two jobs with the same id
 * @param payload what the job is about
 * @param priority from 0, the default, to {@value #HIGHEST_PRIORITY}; jobs with a higher one are taken first
 * @param delay how long it can't be taken, counted by the server from when it is added; zero by default
 */
public record NewJob<T>(String id, T payload, int priority, Duration delay) {

    /** The highest priority. */
    public static final int HIGHEST_PRIORITY = 1000;

    /**
     * Checks the job.
     *
     * @throws IllegalArgumentException if the id is empty, the priority is not one, or the delay is negative
     */
    public NewJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(payload, "payload");
        if (id.isEmpty()) {
            throw new IllegalArgumentException(
                    "the id of a job is empty: give each job an id, or use NewJob.of(payload) for a random one");
        }
        if (priority < 0 || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException(
                    "the priority of a job must be from 0 to " + HIGHEST_PRIORITY + ", not " + priority);
        }
        Given.notNegative("the delay of a job", delay);
    }

    /** A job without priority and delay. */
    public static <T> NewJob<T> of(String id, T payload) {
        return new NewJob<>(id, payload, 0, Duration.ZERO);
    }

    /** A job with a random id. Repeating {@code add} with the same object adds it once. */
    public static <T> NewJob<T> of(T payload) {
        return of(UUID.randomUUID().toString(), payload);
    }

    /** The same with another priority. */
    public NewJob<T> withPriority(int higherIsFirst) {
        return new NewJob<>(id, payload, higherIsFirst, delay);
    }

    /** The same with another delay. */
    public NewJob<T> withDelay(Duration time) {
        return new NewJob<>(id, payload, priority, time);
    }
}
