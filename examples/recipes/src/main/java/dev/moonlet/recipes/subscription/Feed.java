package dev.moonlet.recipes.subscription;

import dev.moonlet.recipes.subscription.Received.Gap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the server sends for one topic, which all subscriptions to it share. */
final class Feed {

    private final CompletionStage<Void> subscribed;
    private final List<MessageBuffer> buffers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean confirmed = new AtomicBoolean();

    Feed(CompletionStage<Void> subscribed) {
        this.subscribed = subscribed;
    }

    /** Completes when the server sends what is published from then on. */
    CompletionStage<Void> subscribed() {
        return subscribed;
    }

    void add(MessageBuffer buffer) {
        buffers.add(buffer);
    }

    /** True if it was the last one. */
    boolean remove(MessageBuffer buffer) {
        return buffers.remove(buffer) && buffers.isEmpty();
    }

    void received(Received<byte[]> received) {
        buffers.forEach(buffer -> buffer.add(received));
    }

    /** The server confirms the subscription: the first time, and each time that it was made anew. */
    void confirmed() {
        if (!confirmed.compareAndSet(false, true)) {
            received(new Gap<>(0, true));
        }
    }

    void close() {
        buffers.forEach(MessageBuffer::close);
    }
}
