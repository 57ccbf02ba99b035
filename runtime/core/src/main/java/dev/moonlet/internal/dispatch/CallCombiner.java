package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.PendingCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Collects the calls that several threads make while commands are in flight, and sends them together. A call that comes while
 * there are fewer than two is sent at once: the server has nothing else to do. Safe for use by several threads.
 */
final class CallCombiner {

    /** While the server runs one command, the next one is on its way. */
    private static final int MOST_IN_FLIGHT = 2;

    private final BatchingDispatcher dispatcher;

    @GuardedBy("this")
    private final CallExpiry expiry;

    @GuardedBy("this")
    private List<PendingCall<?>> waiting = new ArrayList<>();

    @GuardedBy("this")
    private int inFlight;

    /** Whether a thread sends: others would overtake it. */
    @GuardedBy("this")
    private boolean sending;

    CallCombiner(BatchingDispatcher dispatcher) {
        this.dispatcher = dispatcher;
        Dispatcher sender = dispatcher.sender();
        this.expiry = new CallExpiry(
                sender::limit,
                call -> call.retryNanos(sender.retryTimeout()),
                sender.clock(),
                sender.scheduler(),
                this::expire);
    }

    void submit(PendingCall<?> call) {
        synchronized (this) {
            waiting.add(call);
            if (sending || isFull()) {
                expiry.add(call);
            }
        }
        advance(call);
    }

    /**
     * Sends what waits.
     *
     * @param own the call that the current thread makes; {@code null} for none
     */
    private void advance(@Nullable PendingCall<?> own) {
        while (true) {
            List<PendingCall<?>> taken;
            synchronized (this) {
                if (sending || waiting.isEmpty() || isFull()) {
                    expiry.watch();
                    return;
                }
                sending = true;
                taken = waiting;
                waiting = new ArrayList<>();
            }
            try {
                send(taken, taken.size() == 1 && taken.get(0) == own);
            } finally {
                synchronized (this) {
                    sending = false;
                }
            }
        }
    }

    /** Whether the next call waits for an answer. One that can't be sent with others gains nothing from that. */
    @GuardedBy("this")
    private boolean isFull() {
        return inFlight >= MOST_IN_FLIGHT && BatchingDispatcher.isBatchable(waiting.get(0));
    }

    /**
     * Sends some calls.
     *
     * @param own whether the current thread has made them: if it is an event loop, those of other threads must not overtake what
     *     these have sent before
     */
    private void send(List<PendingCall<?>> calls, boolean own) {
        List<PendingCall<?>> commands = dispatcher.batched(calls);
        synchronized (this) {
            inFlight += commands.size();
        }
        for (PendingCall<?> command : commands) {
            CompletionStage<?> unused = command.whenComplete((result, failure) -> onEnded());
            if (own) {
                dispatcher.sender().submit(command);
            } else {
                dispatcher.sender().enqueue(command);
            }
        }
    }

    private void onEnded() {
        synchronized (this) {
            inFlight--;
        }
        advance(null);
    }

    /** The queues know nothing of the calls that wait here. */
    private void expire() {
        List<PendingCall<?>> expired;
        synchronized (this) {
            expired = expiry.removeExpired(waiting);
            expiry.watch();
        }
        expired.forEach(call -> call.fail(CallFailures.ofWait(call)));
    }
}
