package dev.moonlet.spring;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Counts the calls in flight, and refuses new ones while it is closed. Safe for use by several threads. */
final class InFlightCalls {

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<Runnable> whenDrained = new AtomicReference<>(InFlightCalls::nothing);
    private volatile boolean closed;

    /** Begins a call, unless this is closed. Each call that began has to {@linkplain #end end}. */
    boolean begin() {
        hold();
        if (closed) {
            end();
            return false;
        }
        return true;
    }

    /** Counts what outlives a call, such as the return of its connection. It has to {@linkplain #end end}, too. */
    void hold() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0 && closed) {
            drained();
        }
    }

    /**
     * Refuses calls from now on.
     *
     * @param action runs once, when the last call in flight has ended: in this thread if there is none
     */
    void close(Runnable action) {
        whenDrained.set(action);
        closed = true;
        if (count.get() == 0) {
            drained();
        }
    }

    private void drained() {
        whenDrained.getAndSet(InFlightCalls::nothing).run();
    }

    private static void nothing() {}

    /** Accepts calls again. */
    void open() {
        closed = false;
    }

    boolean isOpen() {
        return !closed;
    }
}
