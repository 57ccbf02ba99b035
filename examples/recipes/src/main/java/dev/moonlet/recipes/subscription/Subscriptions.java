package dev.moonlet.recipes.subscription;

import dev.moonlet.ValueCodec;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Subscriptions to what scripts and others publish, on a separate connection.
 *
 * <pre>{@code
 * try (Subscriptions subscriptions = Subscriptions.connect(client);
 *         Subscription<String> prices = subscriptions.subscribe(
 *                 Topic.channel("prices"), Payloads.strings(), Buffering.dropOldest(1000))) {
 *     System.out.println(prices.take());
 * }
 * }</pre>
 *
 * <p>Redis sends each message at most once, and keeps none. When the connection was lost, Lettuce subscribes again; what was
 * published meanwhile is lost, and each subscription reports a {@link Received.Gap} in that place.
 *
 * <p>Safe for use by several threads.
 */
public final class Subscriptions implements AutoCloseable {

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final StatefulRedisPubSubConnection<String, byte[]> connection;
    private final Feeds feeds;

    private Subscriptions(StatefulRedisPubSubConnection<String, byte[]> connection) {
        this.connection = connection;
        this.feeds = new Feeds(connection);
    }

    /**
     * Connects to a server.
     *
     * @throws io.lettuce.core.RedisConnectionException if that fails
     */
    public static Subscriptions connect(RedisClient client) {
        return new Subscriptions(client.connectPubSub(CODEC));
    }

    /**
     * Connects to a cluster. The topology refresh of the client has to be on to follow shards whose slots move.
     *
     * @throws io.lettuce.core.RedisConnectionException if that fails
     */
    public static Subscriptions connect(RedisClusterClient client) {
        return new Subscriptions(client.connectPubSub(CODEC));
    }

    /**
     * Subscribes, and waits until the server has confirmed it: what is published afterwards is received.
     *
     * @param codec reads payloads, for example {@code Payloads.json(…)}
     * @param buffering how many messages are held for the consumer, and what happens to more
     * @throws io.lettuce.core.RedisException if the server refuses, or does not answer in time
     * @throws IllegalStateException if this was closed
     */
    public <T> Subscription<T> subscribe(Topic topic, ValueCodec<T, byte[]> codec, Buffering buffering) {
        try {
            return subscribeAsync(topic, codec, buffering).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** {@link #subscribe}, without waiting. */
    public <T> CompletionStage<Subscription<T>> subscribeAsync(
            Topic topic, ValueCodec<T, byte[]> codec, Buffering buffering) {
        Objects.requireNonNull(codec, "codec");
        MessageBuffer buffer = new MessageBuffer(topic, buffering);
        Subscription<T> subscription = new Subscription<>(topic, feeds, buffer, codec);
        return feeds.add(topic, buffer).handle((none, failure) -> {
            if (failure != null) {
                subscription.close();
                throw new CompletionException(failure);
            }
            return subscription;
        });
    }

    /** Ends all subscriptions, whose consumers get a {@link SubscriptionClosedException}, and closes the connection. */
    @Override
    public void close() {
        feeds.close();
        connection.close();
    }
}
