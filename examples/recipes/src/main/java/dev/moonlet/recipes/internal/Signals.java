package dev.moonlet.recipes.internal;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Wakes those that wait for messages of channels. A channel is subscribed to while it has a subscription, once for all of them.
 *
 * <p>The server's confirmation of a subscription wakes, too: messages from before it are lost, be it the first one or the one
 * after a connection was lost. Messages can be lost for other reasons, so those that wait need a time to wait at most.
 */
public final class Signals implements AutoCloseable {

    /** Not at once: a command that is sent while its connection is being reset fails, too. */
    private static final Executor SHORTLY = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private final StatefulRedisPubSubConnection<String, String> connection;
    private final RedisPubSubListener<String, String> listener = new Listener();
    private final Map<String, Channel> channels = new HashMap<>();

    /** Signals by the messages of a connection, which the caller closes. Other users of it may use the same channels. */
    public Signals(StatefulRedisPubSubConnection<String, String> connection) {
        this.connection = connection;
        connection.addListener(listener);
    }

    /** Begins to listen to a channel. */
    public Subscription subscribe(String name) {
        // Sent inside the monitor, because subscribing and unsubscribing have to keep their order.
        synchronized (channels) {
            Channel channel = channels.computeIfAbsent(name, Channel::new);
            if (channel.subscriptions++ == 0) {
                send(channel);
            }
            return new Subscription(channel);
        }
    }

    private void send(Channel channel) {
        CompletionStage<?> unused = connection.async().subscribe(channel.name).whenComplete((none, failure) -> {
            if (failure instanceof IOException || failure instanceof RedisCommandTimeoutException) {
                SHORTLY.execute(() -> sendAgain(channel.name));
            } else if (failure != null) {
                channel.accepted.completeExceptionally(failure);
            } else {
                channel.accepted.complete(null);
            }
        });
    }

    /**
     * Another user of the connection has given up a channel, or a connection was reset with the command in flight: Lettuce
     * subscribes again to what the server has confirmed, and to nothing else.
     */
    private void sendAgain(String name) {
        synchronized (channels) {
            Channel channel = channels.get(name);
            if (channel != null) {
                send(channel);
            }
        }
    }

    private void wake(String name, boolean confirmed) {
        List<CompletableFuture<Boolean>> woken;
        synchronized (channels) {
            Channel channel = channels.get(name);
            if (channel == null) {
                return;
            }
            channel.confirmed |= confirmed;
            woken = channel.drain();
        }
        woken.forEach(waiting -> waiting.complete(true));
    }

    /** Leaves the connection. Subscriptions have to be closed before. */
    @Override
    public void close() {
        connection.removeListener(listener);
    }

    private final class Listener extends RedisPubSubAdapter<String, String> {

        @Override
        public void message(String channel, String message) {
            wake(channel, false);
        }

        @Override
        public void subscribed(String channel, long count) {
            wake(channel, true);
        }

        @Override
        public void unsubscribed(String channel, long count) {
            sendAgain(channel);
        }
    }

    private static final class Channel {

        private final String name;
        private final CompletableFuture<Void> accepted = new CompletableFuture<>();
        private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        private int subscriptions;
        private boolean confirmed;

        Channel(String name) {
            this.name = name;
        }

        List<CompletableFuture<Boolean>> drain() {
            List<CompletableFuture<Boolean>> drained = List.copyOf(waiting);
            waiting.clear();
            return drained;
        }
    }

    /** Listens to a channel until it is closed. */
    public final class Subscription implements AutoCloseable {

        private final Channel channel;
        private boolean closed;

        private Subscription(Channel channel) {
            this.channel = channel;
        }

        /** Completes when the server sends messages, and fails if it refuses to, or if the connection is closed. */
        public CompletionStage<Void> accepted() {
            return channel.accepted.minimalCompletionStage();
        }

        /** Whether the server's confirmation has been there, so that it wakes nothing that begins to wait now. */
        public boolean isConfirmed() {
            synchronized (channels) {
                return channel.confirmed;
            }
        }

        /**
         * A future that the next signal completes with {@code true}, and the end of the last subscription with {@code false}. It
         * may be completed otherwise.
         */
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

        /** Ends it. Closing it again changes nothing. */
        @Override
        public void close() {
            List<CompletableFuture<Boolean>> ended = List.of();
            synchronized (channels) {
                if (!closed && --channel.subscriptions == 0) {
                    channels.remove(channel.name);
                    CompletionStage<?> unused = connection.async().unsubscribe(channel.name);
                    ended = channel.drain();
                }
                closed = true;
            }
            ended.forEach(waiting -> waiting.complete(false));
        }
    }
}
