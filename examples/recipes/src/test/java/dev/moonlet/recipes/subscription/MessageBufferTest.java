package dev.moonlet.recipes.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.recipes.subscription.Received.Gap;
import dev.moonlet.recipes.subscription.Received.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MessageBufferTest {

    private static final Gap<byte[]> LOST = new Gap<>(0, true);

    private static MessageBuffer buffer(Buffering buffering) {
        return new MessageBuffer(Topic.channel("c"), buffering);
    }

    private static Message<byte[]> message(int number) {
        return new Message<>("c" + number, new byte[0]);
    }

    /** Messages by their number, gaps as they are. */
    private static List<Object> taken(MessageBuffer buffer) {
        List<Object> taken = new ArrayList<>();
        CompletableFuture<Received<byte[]>> next = buffer.take();
        while (next.isDone()) {
            taken.add(next.join() instanceof Message<byte[]> message ? message.channel() : next.join());
            next = buffer.take();
        }
        next.cancel(true);
        return taken;
    }

    private static void add(MessageBuffer buffer, int from, int to) {
        for (int i = from; i <= to; i++) {
            buffer.add(message(i));
        }
    }

    @Test
    void whatIsNewStaysWhenTheOldestIsDropped() {
        MessageBuffer buffer = buffer(Buffering.dropOldest(2));
        add(buffer, 1, 5);
        assertThat(taken(buffer)).containsExactly(new Gap<>(3, false), "c4", "c5");
    }

    @Test
    void whatIsOldStaysWhenTheNewestIsDropped() {
        MessageBuffer buffer = buffer(Buffering.dropNewest(2));
        add(buffer, 1, 5);
        assertThat(buffer.take()).isCompleted();
        buffer.add(message(6));
        assertThat(taken(buffer)).containsExactly("c2", new Gap<>(3, false), "c6");
    }

    @Test
    void gapsAreJoinedAndKeepTheirPlace() {
        MessageBuffer buffer = buffer(Buffering.dropOldest(2));
        add(buffer, 1, 1);
        buffer.add(LOST);
        buffer.add(LOST);
        add(buffer, 2, 3);
        assertThat(taken(buffer)).containsExactly(new Gap<>(1, true), "c2", "c3");
        add(buffer, 4, 5);
        buffer.add(LOST);
        assertThat(taken(buffer)).containsExactly("c4", "c5", LOST);
    }

    @Test
    void aFullQueueThatFailsIsEmptiedFirst() {
        MessageBuffer buffer = buffer(Buffering.fail(2));
        add(buffer, 1, 4);
        assertThat(buffer.take()).isCompleted();
        assertThat(buffer.take()).isCompleted();
        assertThatThrownBy(() -> buffer.take().join())
                .hasCauseInstanceOf(SubscriptionOverflowException.class)
                .hasMessageContaining("its queue of 2 messages was full");
    }

    @Test
    void aTakeThatWasCancelledTakesNothing() {
        MessageBuffer buffer = buffer(Buffering.dropOldest(2));
        buffer.take().cancel(true);
        CompletableFuture<Received<byte[]>> waiting = buffer.take();
        add(buffer, 1, 1);
        assertThat(waiting.join()).isInstanceOf(Message.class);
    }

    @Test
    void closingFailsTakesThatWaitAndThoseThatCome() {
        MessageBuffer buffer = buffer(Buffering.dropOldest(2));
        CompletableFuture<Received<byte[]>> waiting = buffer.take();
        buffer.close();
        add(buffer, 1, 1);
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(SubscriptionClosedException.class);
        assertThatThrownBy(() -> buffer.take().join()).hasCauseInstanceOf(SubscriptionClosedException.class);
    }
}
