package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What properties and customizers decide about a call whose reply is lost, or which a server rejects. */
@Tag("any-server")
class FailedCallsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static ApplicationContextRunner behind(FaultyProxy proxy) {
        return Contexts.onPort(proxy.uri().getPort());
    }

    /** The reply of a call is lost; by then its script is loaded, so the lost reply is that of the call itself. */
    private static long totalAfterALostReply(Counter counter, FaultyProxy proxy) {
        counter.add("a", 1);
        proxy.cutNextReply();
        counter.add("a", 10);
        return counter.total("a");
    }

    private static void isInDoubtAfterALostReply(Counter counter, FaultyProxy proxy) {
        assertThatThrownBy(() -> totalAfterALostReply(counter, proxy)).isInstanceOf(InDoubtException.class);
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(counter.total("a")).as("it ran once").isEqualTo(11);
    }

    @Test
    void aLostReplyHasTheCallSentAgainByDefault() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            behind(proxy).run(context -> {
                assertThat(totalAfterALostReply(context.getBean(Counter.class), proxy))
                        .as("it ran twice")
                        .isEqualTo(21);
                assertThat(proxy.cuts()).isEqualTo(1);
            });
        }
    }

    @Test
    void theDeliveryOfTheProperty() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            behind(proxy)
                    .withPropertyValues("moonlet.delivery=at-most-once")
                    .run(context -> isInDoubtAfterALostReply(context.getBean(Counter.class), proxy));
        }
    }

    @Test
    void theDeliveryOfACustomizer() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            behind(proxy)
                    .withPropertyValues("moonlet.delivery=at-least-once")
                    .withBean(ScriptExecutorCustomizer.class, () -> builder -> builder.delivery(Delivery.AT_MOST_ONCE))
                    .run(context -> isInDoubtAfterALostReply(context.getBean(Counter.class), proxy));
        }
    }

    /** By default it is tried again for a minute, which is longer than this test waits. */
    @Test
    void aCallIsTriedAgainForTheWriteTimeout() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(redis.port())) {
            behind(proxy).withPropertyValues("moonlet.write-timeout=200ms").run(context -> {
                Counter counter = context.getBean(Counter.class);
                counter.add("a", 1);
                proxy.answerRequestsWith("EVALSHA", "-LOADING Redis is loading the dataset in memory\r\n");
                CompletableFuture<Long> call = counter.addAsync("a", 1).toCompletableFuture();
                assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasStackTraceContaining("LOADING");
            });
        }
    }
}
