package dev.moonlet.recipes.subscription;

import dev.moonlet.recipes.subscription.Received.Gap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The subscriptions to one topic, which share what the server sends. */
final class Feed {

    private final Topic topic;
    private final Feeds feeds;
    private final List<MessageBuffer> buffers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean confirmed = new AtomicBoolean();

    Feed(Topic topic, Feeds feeds) {
        this.topic = topic;
        this.feeds = feeds;
    }

    Topic topic() {
        return topic;
    }

    CompletionStage<Void> add(MessageBuffer buffer) {
        return feeds.add(this, buffer);
    }

    void remove(MessageBuffer buffer) {
        feeds.remove(this, buffer);
    }

    List<MessageBuffer> buffers() {
        return buffers;
    }

    void received(Received<byte[]> received) {
        for (MessageBuffer buffer : buffers) {
            if (!buffer.add(received)) {
                remove(buffer);
            }
        }
    }

    /** The server confirms a subscription: the first time, and whenever the connection was lost in between. */
    void confirmed() {
        if (!confirmed.compareAndSet(false, true)) {
            received(new Gap<>(0, true));
        }
    }
}
