package dev.moonlet.recipes.internal;

import java.time.Duration;

/** What became of one try to get something. */
public sealed interface Attempt<T> {

    /** It was got. */
    record Granted<T>(T value) implements Attempt<T> {}

    /** It was not; it can be had after this time even if no signal comes. */
    record Refused<T>(Duration retryAfter) implements Attempt<T> {}
}
