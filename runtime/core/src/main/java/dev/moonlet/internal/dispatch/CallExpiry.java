package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.PendingCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells when calls have waited for longer than the client lets a command wait, because the client does not know of them yet. One
 * timer watches all of them. For use under the lock of what holds the calls.
 */
final class CallExpiry {

    /** The absence of a timeout: over a century. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final ToLongFunction<PendingCall<?>> waiting;
    private final ToLongFunction<PendingCall<?>> repeating;
    private final Clock clock;
    private final RetryScheduler scheduler;
    private final Runnable action;

    /** What runs the action at {@link #time}; {@code null} for none. */
    private RetryScheduler.@Nullable Timer timer;

    private long time;

    /** Whether a call may end sooner than that, at {@link #soonest}. */
    private boolean isSooner;

    private long soonest;

    /**
     * Of no calls.
     *
     * @param waiting for how long a call may wait before it is sent, in nanoseconds
     * @param repeating for how long a call is repeated that servers reject
     * @param action runs without the lock when a call may have waited for too long; it asks for {@link #removeExpired}
     */
    CallExpiry(
            ToLongFunction<PendingCall<?>> waiting,
            ToLongFunction<PendingCall<?>> repeating,
            Clock clock,
            RetryScheduler scheduler,
            Runnable action) {
        this.waiting = waiting;
        this.repeating = repeating;
        this.clock = clock;
        this.scheduler = scheduler;
        this.action = action;
    }

    /** A call waits from now on, unless it has before. */
    void add(PendingCall<?> call) {
        call.delayed(clock);
        endsIn(left(call));
    }

    private long left(PendingCall<?> call) {
        return limit(call) - call.delayedFor(clock);
    }

    /** For how long a call may wait: what a server has rejected, for as long as it is repeated. */
    private long limit(PendingCall<?> call) {
        Throwable reason = call.lastFailure();
        return reason == null || ConnectionFailures.isReason(reason)
                ? waiting.applyAsLong(call)
                : repeating.applyAsLong(call);
    }

    /** Sets the timer for what was added. Most calls are sent as soon as they are added, and need none. */
    void watch() {
        if (!isSooner) {
            return;
        }
        stopTimer();
        isSooner = false;
        time = soonest;
        timer = scheduler.scheduleUnlessShutDown(action, Math.max(soonest - clock.nanoTime(), 0));
    }

    /** No call waits any more. */
    void clear() {
        stopTimer();
        isSooner = false;
    }

    /** Removes those that have waited for too long. */
    List<PendingCall<?>> removeExpired(Collection<PendingCall<?>> calls) {
        List<PendingCall<?>> expired = new ArrayList<>();
        clear();
        long next = LONGEST_NANOS;
        for (Iterator<PendingCall<?>> rest = calls.iterator(); rest.hasNext(); ) {
            PendingCall<?> call = rest.next();
            if (call.isDone() || call.isAwaited()) {
                continue; // it has its own timeout
            }
            long left = left(call);
            if (left <= 0) {
                rest.remove();
                expired.add(call);
            } else {
                next = Math.min(next, left);
            }
        }
        endsIn(next);
        return expired;
    }

    /** Notes that a call ends, unless it is sent before. */
    private void endsIn(long nanos) {
        if (nanos >= LONGEST_NANOS) {
            return;
        }
        long end = clock.nanoTime() + nanos;
        if ((timer == null || end < time) && (!isSooner || end < soonest)) {
            soonest = end;
            isSooner = true;
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
