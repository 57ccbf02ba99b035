package dev.moonlet.benchmarks;

import java.util.concurrent.Callable;

/**
 * A connected library that locks or limits.
 *
 * @param action takes a lock and gives it back, or takes a permit; false if it could not be had
 * @param disconnect ends the connection
 */
record RecipeCaller(Callable<Boolean> action, Runnable disconnect) implements AutoCloseable {

    /** Which is also that of a key. */
    static final String NAME = "benchmark";

    static final int LEASE_SECONDS = 30;

    /** More than any library asks for, so that each request is admitted. */
    static final int PERMITS = 10_000;

    static final int PERIOD_MILLIS = 100;

    /**
     * Runs the action.
     *
     * @throws IllegalStateException if the lock or the permit could not be had
     */
    void run() throws Exception {
        if (!action.call()) {
            throw new IllegalStateException("neither locked nor admitted");
        }
    }

    @Override
    public void close() {
        disconnect.run();
    }
}
