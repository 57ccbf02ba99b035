package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and everything that happens in it. One seed makes one schedule: events run one after another, in the order of
 * their time.
 */
final class SimulatedWorld implements Clock {

    /** More events than any schedule needs: what has not come to rest by then never will. */
    private static final int MOST_EVENTS = 200_000;

    /** The thread that makes calls, which does one thing at a time, as an event loop does. */
    static final Object CALLER = new Object();

    /** For about how long a thread is stopped at most, in nanoseconds: for less than any time-out. */
    private static final long LONGEST_PAUSE = 50_000_000;

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
    /** The event loops that are in the middle of something. */
    private final Set<Object> busy = Collections.newSetFromMap(new IdentityHashMap<>());

    private @Nullable OtherThread other;
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
        stepAside();
        events.remove(alarm);
    }

    /** Runs the next event while the thread that runs waits: another one makes the next calls. */
    boolean stepAside() {
        boolean calling = busy.remove(CALLER);
        boolean stepped = step();
        while (calling && !busy.add(CALLER)) { // that one was stopped in the middle of its call
            if (other != null) {
                giveWay(other);
            } else if (!step()) {
                break;
            }
        }
        return stepped;
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
        return step(Long.MAX_VALUE);
    }

    private boolean step(long latest) {
        Event next = poll();
        if (next == null) {
            return false;
        }
        if (next.time > latest) {
            events.add(next);
            return false;
        }
        if (++count > MOST_EVENTS) {
            throw new AssertionError("the schedule does not come to rest");
        }
        now = Math.max(now, next.time);
        Object outer = loop;
        loop = next.loop;
        boolean entered = loop != null && busy.add(loop);
        try {
            next.action.run();
        } finally {
            if (entered) {
                busy.remove(next.loop);
            }
            loop = outer;
        }
        return true;
    }

    /** The next event of an event loop that has time for it, or of another thread. */
    private @Nullable Event poll() {
        List<Event> later = new ArrayList<>();
        Event next = events.poll();
        while (next != null && (next.cancelled || (next.loop != null && busy.contains(next.loop)))) {
            if (!next.cancelled) {
                later.add(next);
            }
            next = events.poll();
        }
        events.addAll(later);
        return next;
    }

    /**
     * A moment at which the thread that runs may be stopped for a while, so that others do what comes next. It holds no lock. One
     * that runs because another was stopped may be stopped for the other to go on.
     *
     * @param outOf how rarely that happens
     */
    void hesitate(int outOf) {
        OtherThread running = other;
        if (running != null && chance(2)) {
            giveWay(running);
        } else if (running == null && chance(outOf)) {
            long end = now + LONGEST_PAUSE;
            new OtherThread().begin(this, () -> {
                for (int steps = 1 + random.nextInt(20); steps > 0 && step(end); steps--) {}
            });
        }
    }

    private void giveWay(OtherThread running) {
        Object inside = loop;
        soon(20_000, null, () -> running.goOn(this));
        running.stop();
        loop = inside;
    }

    /** A thread that runs while the one that it was begun by waits for it to end, or to be stopped. */
    private static final class OtherThread {

        private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulation");
            thread.setDaemon(true);
            return thread;
        });

        private final Semaphore running = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private @Nullable Throwable failure;

        void begin(SimulatedWorld world, Runnable action) {
            await(
                    world,
                    () -> THREADS.execute(() -> {
                        try {
                            action.run();
                        } catch (RuntimeException | Error e) {
                            failure = e;
                        } finally {
                            stopped.release();
                        }
                    }));
        }

        void goOn(SimulatedWorld world) {
            await(world, running::release);
        }

        void stop() {
            stopped.release();
            running.acquireUninterruptibly();
        }

        /** Waits for the thread to end or to be stopped, also if this one is interrupted, as schedules do. */
        private boolean isStopped() {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return stopped.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void await(SimulatedWorld world, Runnable start) {
            Object outerLoop = world.loop;
            OtherThread outer = world.other;
            world.other = this;
            start.run();
            if (!isStopped()) {
                throw new AssertionError("a thread waits for a lock, and the thread that holds it writes or completes");
            }
            world.other = outer;
            world.loop = outerLoop;
            if (failure != null) {
                throw new AssertionError("another thread failed", failure);
            }
        }
    }

    /** What another thread does when it gets its turn while an event loop is busy. */
    void interrupting(Runnable action) {
        interruption = action;
    }

    /** A moment at which another thread may act while an event loop does something. */
    void interruptible() {
        Runnable action = interruption;
        if (loop == null || action == null || !chance(100) || !busy.add(CALLER)) {
            return;
        }
        Object outer = loop;
        loop = CALLER;
        interruption = null;
        try {
            action.run();
        } finally {
            busy.remove(CALLER);
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
