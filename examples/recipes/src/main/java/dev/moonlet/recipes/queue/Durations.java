package dev.moonlet.recipes.queue;

import java.time.Duration;
import java.util.Objects;

/** Checks times that may be zero. */
final class Durations {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private Durations() {}

    static Duration notNegative(String what, Duration time) {
        Objects.requireNonNull(time, what);
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be from zero to ten years, not " + time);
        }
        return time;
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
