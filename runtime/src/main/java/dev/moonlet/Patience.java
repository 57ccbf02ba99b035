package dev.moonlet;

import java.util.concurrent.TimeUnit;

/** Tells how long something has gone wrong. Safe for use by several threads. */
final class Patience {

    /** Trouble that comes after so long a time without is new trouble. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean troubled;
    private long since;
    private long last;

    /** Notes that something went wrong just now, and tells whether that has gone on for longer than a time. */
    synchronized boolean isOver(long nanos) {
        long now = System.nanoTime();
        if (!troubled || now - last > QUIET_NANOS) {
            troubled = true;
            since = now;
        }
        last = now;
        return now - since > nanos;
    }
}
