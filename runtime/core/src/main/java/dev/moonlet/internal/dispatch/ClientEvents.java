package dev.moonlet.internal.dispatch;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Subscribes to the events of a client, for what a connection does not report itself. The client may drop events, so nothing
 * depends on them but how soon something is noticed.
 *
 * @param <T> the type of what is interested, which this does not keep from being collected
 */
final class ClientEvents<T> implements Subscriber<Event> {

    private final WeakReference<T> subscriber;
    private final Class<? extends Event> type;
    private final Consumer<T> action;
    private @Nullable Subscription subscription;

    private ClientEvents(T subscriber, Class<? extends Event> type, Consumer<T> action) {
        this.subscriber = new WeakReference<>(subscriber);
        this.type = type;
        this.action = action;
    }

    /** Runs an action at each event of a type, for as long as the subscriber is in use. */
    static <T> void subscribe(EventBus events, Class<? extends Event> type, T subscriber, Consumer<T> action) {
        Publisher<Event> published = events.get();
        published.subscribe(new ClientEvents<>(subscriber, type, action));
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        T current = subscriber.get();
        if (current == null && subscription != null) {
            subscription.cancel();
        } else if (current != null && type.isInstance(event)) {
            action.accept(current);
        }
    }

    @Override
    public void onError(Throwable failure) {
        // the client's events have ended
    }

    @Override
    public void onComplete() {
        // so have they
    }
}
