package dev.moonlet.recipes.subscription;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.recipes.subscription.Received.Message;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The topics that a connection is subscribed to. The server is asked once for each, however many subscriptions there are. */
final class Feeds implements RedisPubSubListener<String, byte[]> {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final StatefulRedisPubSubConnection<String, byte[]> connection;
    private final Map<Topic, Feed> feeds = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private boolean closed;

    Feeds(StatefulRedisPubSubConnection<String, byte[]> connection) {
        this.connection = connection;
        connection.addListener(this);
    }

    /** Adds a buffer, which begins to fill when the stage completes. */
    synchronized CompletionStage<Void> add(Topic topic, MessageBuffer buffer) {
        if (closed) {
            throw new IllegalStateException("the subscriptions were closed, so there can't be one to " + topic);
        }
        Feed feed = feeds.get(topic);
        if (feed == null) {
            feed = new Feed(subscribe(topic));
            feeds.put(topic, feed);
        }
        feed.add(buffer);
        return feed.subscribed();
    }

    synchronized void remove(Topic topic, MessageBuffer buffer) {
        Feed feed = feeds.get(topic);
        if (feed != null && feed.remove(buffer)) {
            feeds.remove(topic);
            unsubscribe(topic);
        }
    }

    /** Ends all of them. */
    void close() {
        connection.removeListener(this);
        for (Map.Entry<Topic, Feed> ended : ended()) {
            unsubscribe(ended.getKey());
            ended.getValue().close();
        }
    }

    private synchronized List<Map.Entry<Topic, Feed>> ended() {
        closed = true;
        List<Map.Entry<Topic, Feed>> ended = List.copyOf(feeds.entrySet());
        feeds.clear();
        return ended;
    }

    private CompletionStage<Void> subscribe(Topic topic) {
        RedisPubSubAsyncCommands<String, byte[]> redis = connection.async();
        if (topic instanceof Topic.Pattern) {
            return redis.psubscribe(topic.name());
        }
        return topic instanceof Topic.Shard ? redis.ssubscribe(topic.name()) : redis.subscribe(topic.name());
    }

    private CompletionStage<Void> unsubscribe(Topic topic) {
        RedisPubSubAsyncCommands<String, byte[]> redis = connection.async();
        if (topic instanceof Topic.Pattern) {
            return redis.punsubscribe(topic.name());
        }
        return topic instanceof Topic.Shard ? redis.sunsubscribe(topic.name()) : redis.unsubscribe(topic.name());
    }

    private void received(Topic topic, String channel, byte[] message) {
        Feed feed = feeds.get(topic);
        if (feed != null) {
            feed.received(new Message<>(channel, message));
        }
    }

    private void confirmed(Topic topic) {
        Feed feed = feeds.get(topic);
        if (feed != null) {
            feed.confirmed();
        }
    }

    /** The server ends a subscription to a shard when its slot moves, and other users of the connection can end any. */
    private void ended(Topic topic) {
        repeat(topic, FIRST_PAUSE_MILLIS);
    }

    /** Subscribes again, until the server accepts it: while a slot moves, its old and its new server can both refuse. */
    private synchronized void repeat(Topic topic, long pauseMillis) {
        boolean isClosed = connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed();
        if (feeds.containsKey(topic) && !isClosed) {
            subscribe(topic).whenComplete((none, failure) -> {
                if (failure != null) {
                    repeatLater(topic, pauseMillis);
                }
            });
        }
    }

    private void repeatLater(Topic topic, long pauseMillis) {
        long next = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS).execute(() -> repeat(topic, next));
    }

    @Override
    public void message(String channel, byte[] message) {
        received(Topic.channel(channel), channel, message);
    }

    @Override
    public void message(String pattern, String channel, byte[] message) {
        received(Topic.pattern(pattern), channel, message);
    }

    @Override
    public void smessage(String channel, byte[] message) {
        received(Topic.shard(channel), channel, message);
    }

    @Override
    public void subscribed(String channel, long count) {
        confirmed(Topic.channel(channel));
    }

    @Override
    public void psubscribed(String pattern, long count) {
        confirmed(Topic.pattern(pattern));
    }

    @Override
    public void ssubscribed(String channel, long count) {
        confirmed(Topic.shard(channel));
    }

    @Override
    public void unsubscribed(String channel, long count) {
        ended(Topic.channel(channel));
    }

    @Override
    public void punsubscribed(String pattern, long count) {
        ended(Topic.pattern(pattern));
    }

    @Override
    public void sunsubscribed(String channel, long count) {
        ended(Topic.shard(channel));
    }
}
