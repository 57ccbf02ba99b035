package dev.moonlet;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.connection.ConnectionDeactivatedEvent;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Hears of lost connections from the client's events, where a connection consists of others and does not tell of theirs. An
 * event does not say which of them it was, so that a loss of any connection with the same resources counts: calls that are
 * under way then stay in their order, and later ones wait for them.
 */
final class NodeLosses implements Subscriber<Event> {

    private final WeakReference<ConnectionRoute> route;
    private @Nullable Subscription subscription;

    private NodeLosses(ConnectionRoute route) {
        this.route = new WeakReference<>(route);
    }

    /** Tells a route of every loss, for as long as it is in use. */
    static void tell(EventBus events, ConnectionRoute route) {
        Publisher<Event> published = events.get();
        published.subscribe(new NodeLosses(route));
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        ConnectionRoute current = route.get();
        if (current != null && !current.isClosed()) {
            if (event instanceof ConnectionDeactivatedEvent) {
                current.disconnectedMaybe();
            }
        } else if (subscription != null) {
            subscription.cancel();
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
