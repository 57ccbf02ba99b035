package dev.moonlet.codegen;

import java.time.Duration;
import java.util.Optional;

/**
 * How slices follow each other.
 *
 * @param pause how long the server is left alone between two of them
 * @param slices how many there may be
 * @param time how long after the first one another one may begin
 */
record SliceLimits(Duration pause, long slices, Optional<Duration> time) {

    static final SliceLimits NONE = new SliceLimits(Duration.ZERO, Long.MAX_VALUE, Optional.empty());

    SliceLimits pausing(Duration duration) {
        return new SliceLimits(duration, slices, time);
    }

    SliceLimits atMost(long most) {
        return new SliceLimits(pause, most, time);
    }

    SliceLimits within(Duration longest) {
        return new SliceLimits(pause, slices, Optional.of(longest));
    }
}
