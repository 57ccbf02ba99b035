package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.PendingCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Collects the calls that several threads make while commands are in flight, and sends them together. A call that comes while
 * there are fewer than two is sent at once: the server has nothing else to do. Safe for use by several threads.
 */
final class CallCombiner {

    /** While the server runs one command, the next one is on its way. */
    private static final int MOST_IN_FLIGHT = 2;

    private final BatchingDispatcher dispatcher;

    @GuardedBy("this")
    private List<PendingCall<?>> waiting = new ArrayList<>();

    @GuardedBy("this")
    private int inFlight;

    /** Whether a thread sends: others would overtake it. */
    @GuardedBy("this")
    private boolean sending;

    CallCombiner(BatchingDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    void submit(PendingCall<?> call) {
        synchronized (this) {
            waiting.add(call);
        }
        advance(dispatcher.sender()::submit);
    }

    private void advance(Consumer<PendingCall<?>> sender) {
        while (true) {
            List<PendingCall<?>> taken;
            synchronized (this) {
                if (sending || waiting.isEmpty() || isFull()) {
                    return;
                }
                sending = true;
                taken = waiting;
                waiting = new ArrayList<>();
            }
            try {
                send(dispatcher.batched(taken), sender);
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

    private void send(List<PendingCall<?>> commands, Consumer<PendingCall<?>> sender) {
        synchronized (this) {
            inFlight += commands.size();
        }
        for (PendingCall<?> command : commands) {
            CompletionStage<?> unused = command.whenComplete((result, failure) -> onEnded());
            sender.accept(command);
        }
    }

    private void onEnded() {
        synchronized (this) {
            inFlight--;
        }
        advance(dispatcher.sender()::enqueue);
    }
}
