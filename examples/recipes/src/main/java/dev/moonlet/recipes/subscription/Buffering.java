package dev.moonlet.recipes.subscription;

import java.util.Objects;

/**
 * How many messages a subscription holds for its consumer.
 *
 * @param capacity how many messages at most
 * @param overflow what happens to those that do not fit
 */
public record Buffering(int capacity, Overflow overflow) {

    /**
     * Checks the capacity.
     *
     * @throws IllegalArgumentException if it is less than one
     */
    public Buffering {
        Objects.requireNonNull(overflow, "overflow");
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue of " + capacity
                    + " messages can't hold any: give at least 1, and about as many as arrive while one is handled");
        }
    }

    /** A queue that drops its oldest message when it is full. */
    public static Buffering dropOldest(int capacity) {
        return new Buffering(capacity, Overflow.DROP_OLDEST);
    }

    /** A queue that drops what arrives when it is full. */
    public static Buffering dropNewest(int capacity) {
        return new Buffering(capacity, Overflow.DROP_NEWEST);
    }

    /** A queue that ends its subscription when it is full. */
    public static Buffering fail(int capacity) {
        return new Buffering(capacity, Overflow.FAIL);
    }
}
