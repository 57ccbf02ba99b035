package dev.moonlet.recipes.queue;

import dev.moonlet.recipes.internal.Given;
import java.time.Duration;

/**
 * How a queue leases and repeats jobs. All processes that use a queue give the same settings: those of the process that takes or
 * fails a job decide.
 *
 * <pre>{@code
 * QueueSettings settings = QueueSettings.defaults().withLease(Duration.ofMinutes(2)).withMaxAttempts(3);
 * }</pre>
 *
 * @param lease how long a job belongs to its taker, unless that extends the lease; 30 seconds by default
 * @param maxAttempts how often a job is taken before it becomes a dead letter; 10 by default
 * @param firstPause the pause after the first attempt that fails, which doubles for each later one; one second by default
 * @param longestPause the longest pause between attempts; 10 minutes by default
 * @param remember how long the id of an acknowledged job can't be added again, zero for not at all; one minute by default. It
 *     should be longer than a connection is ever away: a command that Lettuce sends again then changes nothing
 */
public record QueueSettings(
        Duration lease, int maxAttempts, Duration firstPause, Duration longestPause, Duration remember) {

    private static final int MOST_ATTEMPTS = 1_000_000;

    private static final QueueSettings DEFAULTS = new QueueSettings(
            Duration.ofSeconds(30), 10, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMinutes(1));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one of them makes no sense, such as a lease of zero
     */
    public QueueSettings {
        Given.lasting("a lease", lease, "give the time that a job takes, and some more");
        Given.count("the attempts of a job", maxAttempts, MOST_ATTEMPTS);
        Given.lasting("a first pause", firstPause, "give a millisecond to try again at once");
        Given.lasting("a longest pause", longestPause, "give at least the first pause");
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "the longest pause, " + longestPause + ", is shorter than the first, " + firstPause);
        }
        Given.notNegative("a time to remember ids", remember);
    }

    /** The defaults. */
    public static QueueSettings defaults() {
        return DEFAULTS;
    }

    QueueScripts.Retries retries() {
        return new QueueScripts.Retries(maxAttempts, firstPause, longestPause);
    }

    /** The same with another lease. */
    public QueueSettings withLease(Duration time) {
        return new QueueSettings(time, maxAttempts, firstPause, longestPause, remember);
    }

    /** The same with another number of attempts. */
    public QueueSettings withMaxAttempts(int attempts) {
        return new QueueSettings(lease, attempts, firstPause, longestPause, remember);
    }

    /** The same with other pauses between attempts: {@code first}, twice that, and so on, up to {@code longest}. */
    public QueueSettings withPauses(Duration first, Duration longest) {
        return new QueueSettings(lease, maxAttempts, first, longest, remember);
    }

    /** The same with another time for which ids of acknowledged jobs are refused. */
    public QueueSettings withRemember(Duration time) {
        return new QueueSettings(lease, maxAttempts, firstPause, longestPause, time);
    }
}
