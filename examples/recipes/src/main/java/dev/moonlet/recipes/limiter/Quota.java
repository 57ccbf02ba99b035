package dev.moonlet.recipes.limiter;

import dev.moonlet.recipes.internal.Given;
import java.time.Duration;
import java.util.Objects;

/**
 * How many permits there are in a time, as {@code Quota.of("user:42", 100, Duration.ofMinutes(1))}.
 *
 * @param name what is counted for it, apart from other quotas of the subject
 * @param permits how many there are in each period, up to 1,000,000
 * @param period up to a year
 */
public record Quota(String name, long permits, Duration period) {

    static final long MOST_PERMITS = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Checks the quota.
     *
     * @throws IllegalArgumentException if there is not one permit in a period, or if the period is shorter than a millisecond or
     *     longer than a year
     */
    public Quota {
        Objects.requireNonNull(name, "name");
        Given.count("the permits of the quota \"" + name + "\"", permits, MOST_PERMITS);
        Given.lasting("a period", period, "give the time in which the permits come back");
        if (period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a period of " + period + " is longer than a year");
        }
    }

    /** A quota of permits in each period. */
    public static Quota of(String name, long permits, Duration period) {
        return new Quota(name, permits, period);
    }
}
