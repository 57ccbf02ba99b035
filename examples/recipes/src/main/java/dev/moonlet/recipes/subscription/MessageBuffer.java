package dev.moonlet.recipes.subscription;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.recipes.subscription.Received.Gap;
import dev.moonlet.recipes.subscription.Received.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived and was not taken, and the takes that wait. Gaps don't count for the capacity: neighbouring ones are joined, so
 * there is at most one more of them than of messages.
 */
final class MessageBuffer {

    private final Topic topic;
    private final Buffering buffering;

    @GuardedBy("this")
    private final Deque<Received<byte[]>> arrived = new ArrayDeque<>();

    @GuardedBy("this")
    private final Queue<CompletableFuture<Received<byte[]>>> takes = new ArrayDeque<>();

    @GuardedBy("this")
    private int messages;

    @GuardedBy("this")
    private @Nullable SubscriptionClosedException end;

    MessageBuffer(Topic topic, Buffering buffering) {
        this.topic = topic;
        this.buffering = buffering;
    }

    /** Takes what comes next. The result can be cancelled, and then takes nothing. */
    synchronized CompletableFuture<Received<byte[]>> take() {
        Received<byte[]> first = arrived.poll();
        if (first != null) {
            messages -= first instanceof Message ? 1 : 0;
            return CompletableFuture.completedFuture(first);
        }
        if (end != null) {
            return CompletableFuture.failedFuture(end);
        }
        takes.removeIf(CompletableFuture::isDone);
        CompletableFuture<Received<byte[]>> take = new CompletableFuture<>();
        takes.add(take);
        return take;
    }

    /** Adds what has arrived, by one thread at a time. */
    void add(Received<byte[]> next) {
        CompletableFuture<Received<byte[]>> take = waitingOrAdded(next);
        while (take != null && !take.complete(next)) {
            take = waitingOrAdded(next);
        }
    }

    /** A take that waits for it; if there is none, it was added. */
    private synchronized @Nullable CompletableFuture<Received<byte[]>> waitingOrAdded(Received<byte[]> next) {
        CompletableFuture<Received<byte[]>> take = takes.poll();
        if (take == null && end == null) {
            if (next instanceof Gap<byte[]> gap) {
                addGap(gap);
            } else if (messages < buffering.capacity()) {
                arrived.add(next);
                messages++;
            } else {
                overflow(next);
            }
        }
        return take;
    }

    @GuardedBy("this")
    private void overflow(Received<byte[]> next) {
        switch (buffering.overflow()) {
            case DROP_OLDEST -> {
                dropOldest();
                arrived.add(next);
            }
            case DROP_NEWEST -> addGap(new Gap<>(1, false));
            case FAIL -> end = new SubscriptionOverflowException(topic, buffering.capacity());
        }
    }

    @GuardedBy("this")
    private void dropOldest() {
        Gap<byte[]> gap = new Gap<>(1, false);
        while (arrived.poll() instanceof Gap<byte[]> before) {
            gap = joined(gap, before);
        }
        if (arrived.peek() instanceof Gap<byte[]> after) {
            gap = joined(gap, after);
            arrived.remove();
        }
        arrived.addFirst(gap);
    }

    @GuardedBy("this")
    private void addGap(Gap<byte[]> gap) {
        if (arrived.peekLast() instanceof Gap<byte[]> last) {
            arrived.removeLast();
            arrived.add(joined(last, gap));
        } else {
            arrived.add(gap);
        }
    }

    private static Gap<byte[]> joined(Gap<byte[]> a, Gap<byte[]> b) {
        return new Gap<>(a.dropped() + b.dropped(), a.disconnected() || b.disconnected());
    }

    /** Drops what was not taken, and fails all takes. */
    void close() {
        SubscriptionClosedException closed = new SubscriptionClosedException(topic);
        for (CompletableFuture<Received<byte[]>> take : ended(closed)) {
            take.completeExceptionally(closed);
        }
    }

    private synchronized Queue<CompletableFuture<Received<byte[]>>> ended(SubscriptionClosedException closed) {
        end = closed;
        arrived.clear();
        messages = 0;
        Queue<CompletableFuture<Received<byte[]>>> waiting = new ArrayDeque<>(takes);
        takes.clear();
        return waiting;
    }
}
