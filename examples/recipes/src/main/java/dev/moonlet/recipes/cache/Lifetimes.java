package dev.moonlet.recipes.cache;

import dev.moonlet.recipes.internal.Given;
import java.time.Duration;

/**
 * How long values of a cache are used.
 *
 * @param fresh how long a value is used after it was loaded
 * @param stale how long it is used after that by those that would have to wait while one caller loads another; zero for not at
 *     all
 * @param loading how long a loader may take, after which another caller loads
 */
public record Lifetimes(Duration fresh, Duration stale, Duration loading) {

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if values are never fresh, if there is not a millisecond to load one, or if stale is
     *     negative
     */
    public Lifetimes {
        Given.lasting("a fresh time", fresh, "give the time for which a value is used");
        Given.notNegative("a stale time", stale);
        Given.lasting("a loading time", loading, "give the time that a loader takes at most");
    }
}
