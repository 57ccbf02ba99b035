package dev.moonlet.recipes.queue;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reports when jobs of a queue may be ready. Messages are lost while the connection is away, so the confirmation of each
 * subscription, which Lettuce repeats when it is back, counts as a message.
 */
final class Wakeups extends RedisPubSubAdapter<String, String> implements AutoCloseable {

    private final StatefulRedisPubSubConnection<String, String> connection;
    private final String channel;
    private volatile CompletableFuture<Void> next = new CompletableFuture<>();
    private final CompletionStage<Void> subscribed;

    Wakeups(StatefulRedisPubSubConnection<String, String> connection, String channel) {
        this.connection = connection;
        this.channel = channel;
        connection.addListener(this);
        this.subscribed = connection.async().subscribe(channel);
    }

    /** Completes when no message can be missed any more. */
    CompletionStage<Void> subscribed() {
        return subscribed;
    }

    /** Completes with the next message. */
    CompletableFuture<Void> next() {
        return next.copy();
    }

    @Override
    public void message(String from, String message) {
        wakeOn(from);
    }

    @Override
    public void subscribed(String to, long count) {
        wakeOn(to);
    }

    /** Another user of the connection has given up the same channel, for example a second object of the same queue. */
    @Override
    public void unsubscribed(String from, long count) {
        if (from.equals(channel)) {
            RedisFuture<Void> unused = connection.async().subscribe(channel);
        }
    }

    private void wakeOn(String which) {
        if (which.equals(channel)) {
            wake();
        }
    }

    private void wake() {
        CompletableFuture<Void> woken;
        synchronized (this) {
            woken = next;
            next = new CompletableFuture<>();
        }
        woken.complete(null);
    }

    @Override
    public void close() {
        connection.removeListener(this);
        RedisFuture<Void> unused = connection.async().unsubscribe(channel);
        wake();
    }
}
