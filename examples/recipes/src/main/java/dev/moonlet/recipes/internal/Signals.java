package dev.moonlet.recipes.internal;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Wakes those that wait for messages of channels. A channel is subscribed to while it has a subscription, once for all of them.
 *
 * <p>The server's confirmation of a subscription wakes, too: messages from before it are lost, be it the first one or the one
 * after a connection was lost. Messages can be lost for other reasons, so those that wait need a time to wait at most.
 */
public final class Signals {

    private final StatefulRedisPubSubConnection<String, String> connection;
    private final Map<String, Channel> channels = new HashMap<>();

    /** Signals by the messages of a connection, which the caller closes. */
    public Signals(StatefulRedisPubSubConnection<String, String> connection) {
        this.connection = connection;
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                wake(channel);
            }

            @Override
            public void subscribed(String channel, long count) {
                wake(channel);
            }
        });
    }

    /** Begins to listen to a channel. */
    public Subscription subscribe(String name) {
        // Sent inside the monitor, because subscribing and unsubscribing have to keep their order.
        synchronized (channels) {
            Channel channel = channels.computeIfAbsent(name, Channel::new);
            if (channel.subscriptions++ == 0) {
                CompletionStage<?> unused = connection.async().subscribe(name);
            }
            return new Subscription(channel);
        }
    }

    private void wake(String name) {
        List<CompletableFuture<Boolean>> woken;
        synchronized (channels) {
            Channel channel = channels.get(name);
            if (channel == null) {
                return;
            }
            woken = List.copyOf(channel.waiting);
            channel.waiting.clear();
        }
        woken.forEach(waiting -> waiting.complete(true));
    }

    private static final class Channel {

        private final String name;
        private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        private int subscriptions;

        Channel(String name) {
            this.name = name;
        }
    }

    /** Listens to a channel until it is closed. */
    public final class Subscription implements AutoCloseable {

        private final Channel channel;

        private Subscription(Channel channel) {
            this.channel = channel;
        }

        /** A future that the next signal completes with {@code true}. It may be completed otherwise. */
        public CompletableFuture<Boolean> next() {
            CompletableFuture<Boolean> next = new CompletableFuture<>();
            synchronized (channels) {
                channel.waiting.add(next);
            }
            CompletionStage<?> unused = next.whenComplete((woken, failure) -> {
                synchronized (channels) {
                    channel.waiting.removeIf(other -> other == next);
                }
            });
            return next;
        }

        @Override
        public void close() {
            synchronized (channels) {
                if (--channel.subscriptions == 0) {
                    channels.remove(channel.name);
                    CompletionStage<?> unused = connection.async().unsubscribe(channel.name);
                }
            }
        }
    }
}
