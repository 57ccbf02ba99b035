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
    private RetryScheduler.@Nullable Timer expiry;
    private long expiryTime;

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
            expireIn(target.limit(call) - call.delayedFor(clock));
        }
    }

    /** The first call that is not over; {@code null} if there is none. */
    @Nullable
    PendingCall<?> first() {
        while (!calls.isEmpty() && calls.element().isDone()) {
            removeFirst();
        }
        if (calls.isEmpty() && expiry != null) {
            expiry.cancel();
            expiry = null;
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
        expiry = null;
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
        expireIn(next);
        return expired;
    }

    private void expireIn(long nanos) {
        long time = clock.nanoTime() + nanos;
        if (nanos < LONGEST_NANOS && (expiry == null || time < expiryTime)) {
            if (expiry != null) {
                expiry.cancel();
            }
            expiryTime = time;
            expiry = scheduler.scheduleUnlessShutDown(expiryAction, Math.max(nanos, 0));
        }
    }
}
