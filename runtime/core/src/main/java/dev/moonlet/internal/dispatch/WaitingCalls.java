package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.PendingCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a queue that wait to be sent, in their order. They end when they have waited for longer than the client lets a
 * command wait, because the client does not know of them yet. For use under the lock of the queue.
 */
final class WaitingCalls {

    /** The absence of a timeout: over a century. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final PriorityQueue<PendingCall<?>> calls =
            new PriorityQueue<>(4, Comparator.comparingLong(PendingCall::sequence));
    private final CallTarget target;
    private final Clock clock;
    private final RetryScheduler scheduler;
    private final Runnable expiryAction;
    /** What ends calls at {@link #expiryTime}; {@code null} for none. */
    private RetryScheduler.@Nullable Timer expiry;

    private long expiryTime;

    /** Whether a call may end sooner than that, at {@link #soonest}. */
    private boolean isSooner;

    private long soonest;

    /**
     * No calls.
     *
     * @param expiryAction runs without the lock when a call may have waited for too long
     */
    WaitingCalls(CallTarget target, Clock clock, RetryScheduler scheduler, Runnable expiryAction) {
        this.target = target;
        this.clock = clock;
        this.scheduler = scheduler;
        this.expiryAction = expiryAction;
    }

    /** Adds a call in its place, unless it is over. */
    void add(PendingCall<?> call) {
        if (!call.isDone()) {
            call.delayed(clock);
            calls.add(call);
            endsIn(target.limit(call) - call.delayedFor(clock));
        }
    }

    /** Watches the time of the calls that still wait. Most are sent as soon as they are added, and need no timer. */
    void watch() {
        if (!isSooner || calls.isEmpty()) {
            return;
        }
        cancelExpiry();
        isSooner = false;
        expiryTime = soonest;
        expiry = scheduler.scheduleUnlessShutDown(expiryAction, Math.max(soonest - clock.nanoTime(), 0));
    }

    /** The first call that is not over; {@code null} if there is none. */
    @Nullable
    PendingCall<?> first() {
        while (!calls.isEmpty() && calls.element().isDone()) {
            removeFirst();
        }
        if (calls.isEmpty()) {
            cancelExpiry();
            isSooner = false;
        }
        return calls.peek();
    }

    /** Removes the first call. */
    PendingCall<?> take() {
        return calls.remove();
    }

    /** Removes the first call, which is known already. */
    void removeFirst() {
        PendingCall<?> unused = calls.remove();
    }

    /** Removes all calls. */
    List<PendingCall<?>> removeAll() {
        List<PendingCall<?>> all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    /** All calls, in no order. */
    Iterable<PendingCall<?>> all() {
        return calls;
    }

    /** Removes those that have waited for too long. */
    List<PendingCall<?>> removeExpired() {
        List<PendingCall<?>> expired = new ArrayList<>();
        cancelExpiry();
        isSooner = false;
        long next = LONGEST_NANOS;
        for (Iterator<PendingCall<?>> rest = calls.iterator(); rest.hasNext(); ) {
            PendingCall<?> call = rest.next();
            Throwable reason = call.lastFailure();
            if (call.isDone() || call.isAwaited() || (reason != null && !ConnectionFailures.isReason(reason))) {
                continue; // it has its own timeout, or is given up where it is repeated
            }
            long left = target.limit(call) - call.delayedFor(clock);
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
        long time = clock.nanoTime() + nanos;
        if ((expiry == null || time < expiryTime) && (!isSooner || time < soonest)) {
            soonest = time;
            isSooner = true;
        }
    }

    private void cancelExpiry() {
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }
}
