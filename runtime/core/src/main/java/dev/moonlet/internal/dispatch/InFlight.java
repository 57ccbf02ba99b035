package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.PendingCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attempts of a queue that have not ended, in the order in which they are sent. For use under the lock of the queue. */
final class InFlight {

    private final Deque<Attempt<?>> attempts = new ArrayDeque<>(4);

    /** Where they are; {@code null} if the client chose the server. */
    private @Nullable ConnectionDispatcher server;

    /** Since when their scripts are loaded. */
    private int generation;

    /** How many depend on what a server has, which rejects them and accepts texts if that is lost. */
    private int dependent;

    /** What these depend on, which is the same for all of them; {@code null} before the first one. */
    private @Nullable String dependency;

    /** Whether nothing may be sent until all of them have ended. */
    private boolean settling;

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    /** Where they are; {@code null} if the client chose the server. */
    @Nullable
    ConnectionDispatcher server() {
        return server;
    }

    /** Nothing may be sent until all of them have ended. */
    void settle() {
        settling = true;
    }

    /** Whether what has waited may be sent now. */
    boolean acceptsWaiting() {
        // what an event loop writes overtakes what another thread has written and is not encoded yet
        return attempts.isEmpty() || !(settling || hasNew());
    }

    private boolean hasNew() {
        for (Attempt<?> attempt : attempts) {
            if (attempt.isNew()) {
                return true;
            }
        }
        return false;
    }

    /** Whether something ending now lets others be sent. */
    boolean isSettled() {
        return attempts.isEmpty() || !settling;
    }

    /**
     * Whether a server that rejects one of these rejects a call, too, that is sent behind them.
     *
     * @param loaded the generation of its scripts
     * @param needed what it depends on; {@code null} if it is sent with its text
     * @param proven whether the server is known to accept the command
     */
    boolean accepts(ConnectionDispatcher current, int loaded, @Nullable String needed, boolean proven) {
        return attempts.isEmpty()
                || (!settling
                        && proven
                        && current == server
                        && generation == loaded
                        && (dependent == 0 || Objects.equals(dependency, needed)));
    }

    /**
     * Adds an attempt.
     *
     * @param current where it goes; {@code null} if the client chooses the server
     * @param alone whether nothing may be sent behind it
     */
    void add(Attempt<?> attempt, @Nullable ConnectionDispatcher current, boolean alone) {
        server = current;
        generation = attempt.generation();
        settling = alone;
        attempts.addLast(attempt);
        String needed = attempt.dependency();
        if (needed != null) {
            dependency = needed;
            dependent++;
        }
    }

    /** Removes an attempt; false if it was removed before. */
    boolean remove(Attempt<?> attempt) {
        boolean removed;
        if (attempts.peekFirst() == attempt) {
            attempts.removeFirst();
            removed = true;
        } else {
            removed = attempts.removeFirstOccurrence(attempt);
        }
        dependent -= removed && attempt.dependency() != null ? 1 : 0;
        return removed;
    }

    /** Ends those that were not written, and removes them. */
    List<PendingCall<?>> withdraw() {
        List<PendingCall<?>> calls = new ArrayList<>();
        for (Iterator<Attempt<?>> rest = attempts.iterator(); rest.hasNext(); ) {
            Attempt<?> attempt = rest.next();
            if (attempt.endUnwritten()) {
                rest.remove();
                dependent -= attempt.dependency() != null ? 1 : 0;
                calls.add(attempt.call());
            }
        }
        return calls;
    }

    /** Ends and removes all of them. Those that are over already are left out of the result. */
    List<Attempt<?>> end() {
        List<Attempt<?>> ended = new ArrayList<>(attempts);
        ended.removeIf(attempt -> !attempt.end());
        attempts.clear();
        dependent = 0;
        settling = false;
        return ended;
    }
}
