package dev.moonlet;

import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.connection.ConnectionDeactivatedEvent;
import java.lang.ref.WeakReference;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Hears of lost connections from the client's events, where a connection consists of others and does not tell of theirs. An
 * event does not say which of them it was, so that a loss of any connection with the same resources counts: calls that are
 * under way then stay in their order, and later ones wait for them.
 */
final class NodeLosses {

    private NodeLosses() {}

    /** Tells a route of every loss, for as long as it is in use. */
    static void tell(EventBus events, ConnectionRoute route) {
        WeakReference<ConnectionRoute> reference = new WeakReference<>(route);
        Disposable.Swap subscription = Disposables.swap();
        subscription.update(
                events.get().ofType(ConnectionDeactivatedEvent.class).subscribe(event -> {
                    ConnectionRoute current = reference.get();
                    if (current == null || current.isClosed()) {
                        subscription.dispose();
                    } else {
                        current.disconnectedMaybe();
                    }
                }));
    }
}
