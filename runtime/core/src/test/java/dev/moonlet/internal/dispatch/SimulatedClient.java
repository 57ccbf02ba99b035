package dev.moonlet.internal.dispatch;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.tracing.Tracing;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** What the connections of one client share: threads and events. */
final class SimulatedClient {

    final SimulatedWorld world;
    final CallLedger ledger;
    /** After how many nanoseconds the client ends a command that was not answered; 0 if never. */
    final long commandTimeout;

    final ClientResources resources;
    private final List<reactor.core.publisher.FluxSink<Event>> subscribers = new ArrayList<>();
    private int timers;
    private boolean shutDown;

    SimulatedClient(SimulatedWorld world, CallLedger ledger, long commandTimeout) {
        this.world = world;
        this.ledger = ledger;
        this.commandTimeout = commandTimeout;
        EventExecutorGroup threads =
                proxy(EventExecutorGroup.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "schedule" ->
                        schedule((Runnable) arguments[0], ((TimeUnit) arguments[2]).toNanos((Long) arguments[1]));
                    case "isShuttingDown", "isShutdown" -> shutDown;
                    default -> throw new AssertionError(method);
                });
        EventBus events = new EventBus() {
            @Override
            public Flux<Event> get() {
                return Flux.create(subscribers::add);
            }

            @Override
            public void publish(Event event) {
                List.copyOf(subscribers).forEach(subscriber -> subscriber.next(event));
            }
        };
        resources = proxy(ClientResources.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "eventExecutorGroup" -> threads;
            case "eventBus" -> events;
            case "tracing" -> Tracing.disabled();
            default -> throw new AssertionError(method);
        });
    }

    private ScheduledFuture<?> schedule(Runnable action, long nanos) {
        timers++;
        boolean[] ended = new boolean[1];
        SimulatedWorld.Event event = world.in(nanos, null, () -> {
            timers--;
            ended[0] = true;
            action.run();
        });
        if (action instanceof RetryScheduler.Timer) { // others are set under the lock of a queue
            world.hesitate(3);
        }
        return proxy(ScheduledFuture.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "addListener" -> proxy;
            case "cancel" -> {
                if (!ended[0]) {
                    ended[0] = true;
                    timers--;
                    event.cancel();
                }
                yield true;
            }
            default -> throw new AssertionError(method);
        });
    }

    /** How many timers were set that have neither gone off nor been cancelled. */
    int timers() {
        return timers;
    }

    void publish(Event event) {
        if (!world.chance(5)) { // it may drop some
            world.soon(2000, null, () -> resources.eventBus().publish(event));
        }
    }

    @SuppressWarnings("unchecked")
    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> type.getSimpleName();
                    default -> handler.invoke(proxy, method, arguments);
                });
    }
}
