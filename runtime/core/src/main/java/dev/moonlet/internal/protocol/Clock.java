package dev.moonlet.internal.protocol;

import java.util.concurrent.locks.LockSupport;

/** Time as the dispatch sees it, so that a simulation can give it another one. */
public interface Clock {

    /** The time of the JVM. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void park(Object blocker, long nanos) {
            LockSupport.parkNanos(blocker, nanos);
        }
    };

    /** The time in nanoseconds since some moment. */
    long nanoTime();

    /** Blocks the current thread until it is unparked or the time has passed, or for no reason. */
    void park(Object blocker, long nanos);
}
