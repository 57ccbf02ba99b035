package dev.moonlet.recipes.lock;

import java.time.Duration;

/** A lock, or permits of a semaphore, could not be had in the time that the caller waits. Nothing is held. */
public final class AcquireTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final Duration waited;

    AcquireTimeoutException(String key, Duration waited) {
        super(key + " could not be acquired within " + waited);
        this.key = key;
        this.waited = waited;
    }

    /** The key of the lock or the semaphore. */
    public String key() {
        return key;
    }

    /** How long the caller waited. */
    public Duration waited() {
        return waited;
    }
}
