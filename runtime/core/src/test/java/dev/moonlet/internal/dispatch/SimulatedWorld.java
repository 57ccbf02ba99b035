package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and everything that happens in it. One seed makes one schedule: events run one after another, in the order of
 * their time.
 */
final class SimulatedWorld implements Clock {

    /** More events than any schedule needs: what has not come to rest by then never will. */
    private static final int MOST_EVENTS = 200_000;

    /** Something that happens at a time. */
    static final class Event implements Comparable<Event> {
        private final long time;
        private final long order;
        private final @Nullable Object loop;
        private final Runnable action;
        private boolean cancelled;

        private Event(long time, long order, @Nullable Object loop, Runnable action) {
            this.time = time;
            this.order = order;
            this.loop = loop;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Event other) {
            return time == other.time ? Long.compare(order, other.order) : Long.compare(time, other.time);
        }
    }

    final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final @Nullable List<String> trace;
    private long now = 1_000_000_000L;
    private long order;
    private int count;
    private @Nullable Object loop;
    private @Nullable Runnable interruption;

    SimulatedWorld(long seed, boolean tracing) {
        random = new SplittableRandom(seed);
        trace = tracing ? new ArrayList<>() : null;
    }

    long now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Lets time pass: events happen until the caller looks again. */
    @Override
    public void park(Object blocker, long nanos) {
        Event alarm = in(nanos, null, () -> {});
        step();
        events.remove(alarm);
    }

    /** The event loop whose event runs now; {@code null} if another thread's does. */
    @Nullable
    Object loop() {
        return loop;
    }

    /** Has something happen after some nanoseconds, on an event loop or on a thread of its own. */
    Event in(long nanos, @Nullable Object eventLoop, Runnable action) {
        Event event = new Event(now + nanos, order++, eventLoop, action);
        events.add(event);
        return event;
    }

    /** Has something happen within some microseconds. */
    Event soon(int micros, @Nullable Object eventLoop, Runnable action) {
        return in(TimeUnit.MICROSECONDS.toNanos(1 + random.nextInt(micros)), eventLoop, action);
    }

    boolean chance(int outOf) {
        return random.nextInt(outOf) == 0;
    }

    /** Runs the next event; false if there is none. */
    boolean step() {
        Event next = events.poll();
        while (next != null && next.cancelled) {
            next = events.poll();
        }
        if (next == null) {
            return false;
        }
        if (++count > MOST_EVENTS) {
            throw new AssertionError("the schedule does not come to rest");
        }
        now = Math.max(now, next.time);
        Object outer = loop;
        loop = next.loop;
        try {
            next.action.run();
        } finally {
            loop = outer;
        }
        return true;
    }

    /** What another thread does when it gets its turn while an event loop is busy. */
    void interrupting(Runnable action) {
        interruption = action;
    }

    /** A moment at which another thread may act while an event loop does something. */
    void interruptible() {
        Runnable action = interruption;
        if (loop == null || action == null || !chance(100)) {
            return;
        }
        Object outer = loop;
        loop = null;
        interruption = null;
        try {
            action.run();
        } finally {
            loop = outer;
            interruption = action;
        }
    }

    /** Runs until there is nothing left to happen. */
    void run() {
        while (step()) {}
    }

    @SuppressWarnings("AnnotateFormatMethod") // for which the project has no annotation
    void trace(String format, @Nullable Object... arguments) {
        if (trace != null) {
            trace.add("%10.3f ms  %s".formatted(now / 1e6 - 1000, format.formatted(arguments)));
        }
    }

    List<String> trace() {
        return trace == null ? List.of() : trace;
    }
}
