package dev.moonlet.recipes.subscription;

import dev.moonlet.ValueCodec;
import dev.moonlet.recipes.internal.Given;
import dev.moonlet.recipes.subscription.Received.Gap;
import dev.moonlet.recipes.subscription.Received.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The messages of a topic, in a bounded queue, for one or several consumers, each of which gets other messages.
 *
 * <pre>{@code
 * while (true) {
 *     switch (prices.take()) {
 *         case Received.Message<Price> message -> show(message.payload());
 *         case Received.Gap<Price> gap -> showAll(readAll());
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. A payload that the codec can't read fails the call that takes it, with the exception of the
 * codec; the next call takes the next message.
 */
public final class Subscription<T> implements AutoCloseable {

    private final Topic topic;
    private final Feeds feeds;
    private final MessageBuffer buffer;
    private final ValueCodec<T, byte[]> codec;

    Subscription(Topic topic, Feeds feeds, MessageBuffer buffer, ValueCodec<T, byte[]> codec) {
        this.topic = topic;
        this.feeds = feeds;
        this.buffer = buffer;
        this.codec = codec;
    }

    /** What it is a subscription to. */
    public Topic topic() {
        return topic;
    }

    /**
     * Takes the next message, or waits for it.
     *
     * @throws SubscriptionClosedException if the subscription is closed, also while it waits
     * @throws SubscriptionOverflowException if the queue was full, {@link Overflow#FAIL} was chosen, and all before that was taken
     * @throws InterruptedException if the thread is interrupted; nothing is taken
     */
    public Received<T> take() throws InterruptedException {
        CompletableFuture<Received<byte[]>> next = buffer.take();
        try {
            return decoded(next.get());
        } catch (InterruptedException e) {
            if (next.cancel(true)) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return decoded(next.join());
        } catch (ExecutionException e) {
            throw closed(e);
        }
    }

    /**
     * Takes the next message, or waits for it as long as this.
     *
     * @param wait zero takes what has arrived
     * @return empty if there was none in this time
     * @throws SubscriptionClosedException as {@link #take}
     * @throws InterruptedException as {@link #take}
     */
    public Optional<Received<T>> poll(Duration wait) throws InterruptedException {
        long nanos = Given.waiting(wait).toNanos();
        CompletableFuture<Received<byte[]>> next = buffer.take();
        try {
            return Optional.of(decoded(next.get(nanos, TimeUnit.NANOSECONDS)));
        } catch (TimeoutException e) {
            return next.cancel(true) ? Optional.empty() : Optional.of(decoded(next.join()));
        } catch (InterruptedException e) {
            if (next.cancel(true)) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return Optional.of(decoded(next.join()));
        } catch (ExecutionException e) {
            throw closed(e);
        }
    }

    /**
     * Takes the next message without waiting: the stage completes when it arrives, on a thread of Lettuce, where nothing may
     * block. It fails as {@link #take} does.
     */
    public CompletionStage<Received<T>> takeAsync() {
        return buffer.take().thenApply(this::decoded);
    }

    private static RuntimeException closed(ExecutionException e) {
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    private Received<T> decoded(Received<byte[]> received) {
        if (received instanceof Message<byte[]> message) {
            return new Message<>(message.channel(), codec.decode(message.payload()));
        }
        Gap<byte[]> gap = (Gap<byte[]>) received;
        return new Gap<>(gap.dropped(), gap.disconnected());
    }

    /** Ends it, without waiting for the server. What was not taken is dropped. Closing it again changes nothing. */
    @Override
    public void close() {
        feeds.remove(topic, buffer);
        buffer.close();
    }
}
