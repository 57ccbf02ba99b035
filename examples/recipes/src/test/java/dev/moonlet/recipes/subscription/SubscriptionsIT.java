package dev.moonlet.recipes.subscription;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ValueCodec;
import dev.moonlet.recipes.payload.Payloads;
import dev.moonlet.recipes.subscription.Received.Gap;
import dev.moonlet.recipes.subscription.Received.Message;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubscriptionsIT {

    private static final ValueCodec<String, byte[]> TEXT = Payloads.strings();
    private static final Buffering MANY = Buffering.dropOldest(100);

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private FaultyProxy proxy;
    private RedisClient client;
    private Subscriptions subscriptions;

    @BeforeEach
    void connect() throws Exception {
        proxy = new FaultyProxy(redis.port());
        client = RedisClient.create(proxy.uri());
        subscriptions = Subscriptions.connect(client);
    }

    @AfterEach
    void close() throws Exception {
        subscriptions.close();
        client.shutdown(0, 0, TimeUnit.SECONDS);
        proxy.close();
    }

    /** Publishes from a script. */
    private static void publish(String command, String channel, String message) {
        redis.connection()
                .sync()
                .eval(
                        "return redis.call('" + command + "', KEYS[1], ARGV[1])",
                        ScriptOutputType.INTEGER,
                        new String[] {channel},
                        message);
    }

    private static RedisCommands<String, String> commands() {
        return redis.connection().sync();
    }

    @Test
    void whatScriptsPublishIsReceivedInOrder() throws Exception {
        Subscription<String> news = subscriptions.subscribe(Topic.channel("news"), TEXT, MANY);
        publish("PUBLISH", "news", "one");
        publish("PUBLISH", "other", "not this");
        publish("PUBLISH", "news", "two");
        assertThat(news.take()).isEqualTo(new Message<>("news", "one"));
        assertThat(news.take()).isEqualTo(new Message<>("news", "two"));
        assertThat(news.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void patternsReceiveTheChannelsThatMatch() throws Exception {
        Subscription<String> news = subscriptions.subscribe(Topic.pattern("news.*"), TEXT, MANY);
        publish("PUBLISH", "news.tech", "chips");
        assertThat(news.take()).isEqualTo(new Message<>("news.tech", "chips"));
    }

    @Test
    @NeedsRedis(7)
    void shardsReceiveWhatIsPublishedToThem() throws Exception {
        Subscription<String> news = subscriptions.subscribe(Topic.shard("{a}news"), TEXT, MANY);
        publish("PUBLISH", "{a}news", "not this");
        publish("SPUBLISH", "{a}news", "sharded");
        assertThat(news.take()).isEqualTo(new Message<>("{a}news", "sharded"));
    }

    @Test
    void subscriptionsToOneTopicShareItAndEndAlone() throws Exception {
        Subscription<String> first = subscriptions.subscribe(Topic.channel("news"), TEXT, MANY);
        Subscription<String> second = subscriptions.subscribe(Topic.channel("news"), TEXT, MANY);
        publish("PUBLISH", "news", "one");
        assertThat(first.take()).isEqualTo(second.take());
        first.close();
        publish("PUBLISH", "news", "two");
        assertThat(second.take()).isEqualTo(new Message<>("news", "two"));
        second.close();
        await().until(() -> commands().pubsubNumsub("news").containsValue(0L));
    }

    @Test
    void aLostConnectionIsReportedInItsPlace() throws Exception {
        Subscription<String> news = subscriptions.subscribe(Topic.channel("news"), TEXT, MANY);
        Subscription<String> all = subscriptions.subscribe(Topic.pattern("*"), TEXT, MANY);
        publish("PUBLISH", "news", "before");
        assertThat(news.take()).isEqualTo(new Message<>("news", "before"));
        proxy.hold();
        commands().clientKill(KillArgs.Builder.typePubsub());
        publish("PUBLISH", "news", "lost");
        proxy.release();
        assertThat(news.take()).isEqualTo(new Gap<>(0, true));
        publish("PUBLISH", "news", "after");
        assertThat(news.take()).isEqualTo(new Message<>("news", "after"));
        assertThat(all.take()).isEqualTo(new Message<>("news", "before"));
        assertThat(all.take()).isEqualTo(new Gap<>(0, true));
    }

    @Test
    void aServerThatStartsAgainIsSubscribedToAgain() throws Exception {
        try (var server = RedisProcess.start()) {
            RedisClient other = RedisClient.create(server.uri());
            try (Subscriptions those = Subscriptions.connect(other)) {
                Subscription<String> news = those.subscribe(Topic.channel("news"), TEXT, MANY);
                server.kill();
                server.restart();
                assertThat(news.take()).isEqualTo(new Gap<>(0, true));
                server.ask(redis -> redis.publish("news", "after"));
                assertThat(news.take()).isEqualTo(new Message<>("news", "after"));
            } finally {
                other.shutdown(0, 0, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aFullQueueDropsOrEndsItsSubscription() throws Exception {
        Topic topic = Topic.channel("news");
        Subscription<String> newest = subscriptions.subscribe(topic, TEXT, Buffering.dropOldest(1));
        Subscription<String> oldest = subscriptions.subscribe(topic, TEXT, Buffering.dropNewest(1));
        Subscription<String> none = subscriptions.subscribe(topic, TEXT, Buffering.fail(1));
        Subscription<String> all = subscriptions.subscribe(topic, TEXT, MANY);
        publish("PUBLISH", "news", "one");
        publish("PUBLISH", "news", "two");
        all.take();
        all.take();
        assertThat(newest.take()).isEqualTo(new Gap<>(1, false));
        assertThat(newest.take()).isEqualTo(new Message<>("news", "two"));
        assertThat(oldest.take()).isEqualTo(new Message<>("news", "one"));
        assertThat(oldest.take()).isEqualTo(new Gap<>(1, false));
        assertThat(none.take()).isEqualTo(new Message<>("news", "one"));
        assertThatThrownBy(none::take).isInstanceOf(SubscriptionOverflowException.class);
    }

    @Test
    void aClosedSubscriptionFailsTakes() throws Exception {
        Subscription<String> news = subscriptions.subscribe(Topic.channel("news"), TEXT, MANY);
        CompletableFuture<Received<String>> waiting = news.takeAsync().toCompletableFuture();
        subscriptions.close();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(SubscriptionClosedException.class);
        assertThatThrownBy(news::take)
                .isInstanceOf(SubscriptionClosedException.class)
                .hasMessage("the subscription was closed: Channel[name=news]");
        assertThatThrownBy(() -> subscriptions.subscribe(Topic.channel("a"), TEXT, MANY))
                .hasMessage("the subscriptions were closed, so there can't be one to Channel[name=a]");
    }

    @Test
    void aPayloadThatCannotBeReadFailsItsTakeAlone() throws Exception {
        ValueCodec<Integer, byte[]> numbers = new Numbers();
        Subscription<Integer> news = subscriptions.subscribe(Topic.channel("news"), numbers, MANY);
        publish("PUBLISH", "news", "no number");
        publish("PUBLISH", "news", "7");
        assertThatThrownBy(news::take).isInstanceOf(NumberFormatException.class);
        assertThat(news.take()).isEqualTo(new Message<>("news", 7));
    }

    private static final class Numbers implements ValueCodec<Integer, byte[]> {

        @Override
        public byte[] encode(Integer value) {
            return TEXT.encode(value.toString());
        }

        @Override
        public Integer decode(byte[] value) {
            return Integer.valueOf(TEXT.decode(value));
        }
    }

    @Test
    void badUseIsExplained() {
        assertThatThrownBy(() -> Buffering.fail(0))
                .hasMessage("a queue of 0 messages can't hold any:"
                        + " give at least 1, and about as many as arrive while one is handled");
        assertThatThrownBy(() -> Topic.channel(""))
                .hasMessage("the name of a channel is empty; Topic.pattern(\"*\") is all channels");
    }
}
