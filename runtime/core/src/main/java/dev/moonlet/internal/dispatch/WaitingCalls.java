package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.PendingCall;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The calls of a queue that wait to be sent, in their order. For use under the lock of the queue. */
final class WaitingCalls {

    private final PriorityQueue<PendingCall<?>> calls =
            new PriorityQueue<>(4, Comparator.comparingLong(PendingCall::sequence));
    private final CallExpiry expiry;

    /**
     * No calls.
     *
     * @param expiry tells when they have waited for too long
     */
    WaitingCalls(CallExpiry expiry) {
        this.expiry = expiry;
    }

    /** Adds a call in its place, unless it is over. */
    void add(PendingCall<?> call) {
        if (!call.isDone()) {
            calls.add(call);
            expiry.add(call);
        }
    }

    /** Watches the time of the calls that still wait. */
    void watch() {
        if (!calls.isEmpty()) {
            expiry.watch();
        }
    }

    /** The first call that is not over; {@code null} if there is none. */
    @Nullable
    PendingCall<?> first() {
        while (!calls.isEmpty() && calls.element().isDone()) {
            removeFirst();
        }
        if (calls.isEmpty()) {
            expiry.clear();
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
        return expiry.removeExpired(calls);
    }
}
