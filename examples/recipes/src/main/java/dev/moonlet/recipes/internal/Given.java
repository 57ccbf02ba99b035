package dev.moonlet.recipes.internal;

import java.time.Duration;
import java.util.Objects;

/** Checks what a caller gives, before anything is sent. */
public final class Given {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private Given() {}

    /**
     * A time that something lasts, which Redis counts in milliseconds.
     *
     * @param what its name in a message, as in "a lease"
     * @param hint what to give instead of a time that is too short
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than ten years
     */
    public static Duration lasting(String what, Duration time, String hint) {
        Objects.requireNonNull(time, what);
        if (time.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(what + " of " + time + " ends before it begins: " + hint);
        }
        return notTooLong(what, time);
    }

    /**
     * The longest time to wait; zero does not wait.
     *
     * @throws IllegalArgumentException if it is negative or longer than ten years
     */
    public static Duration waiting(Duration time) {
        Objects.requireNonNull(time, "wait");
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "a wait of " + time + " is over before it begins: give Duration.ZERO to try once");
        }
        return notTooLong("a wait", time);
    }

    /**
     * A time that may be zero.
     *
     * @param what its name in a message, as in "a delay"
     * @throws IllegalArgumentException if it is negative or longer than ten years
     */
    public static Duration notNegative(String what, Duration time) {
        Objects.requireNonNull(time, what);
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be from zero to ten years, not " + time);
        }
        return time;
    }

    /**
     * A number of things.
     *
     * @param what its name in a message, as in "permits"
     * @throws IllegalArgumentException if it is not from 1 to the most
     */
    public static long count(String what, long count, long most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(what + " must be from 1 to " + most + ", not " + count);
        }
        return count;
    }

    private static Duration notTooLong(String what, Duration time) {
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " of " + time + " is longer than ten years");
        }
        return time;
    }
}
