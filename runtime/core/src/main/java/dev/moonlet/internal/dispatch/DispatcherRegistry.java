package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Clock;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/** The dispatchers of connections. All executors of a connection share its dispatcher, because calls keep their order. */
public final class DispatcherRegistry {

    /** Weak in both: a connection keeps its dispatcher, which listens to it. */
    private static final Map<StatefulConnection<?, ?>, WeakReference<Dispatcher>> DISPATCHERS = new WeakHashMap<>();

    private DispatcherRegistry() {}

    /** The dispatcher of a connection. */
    public static Dispatcher of(StatefulConnection<?, ?> connection) {
        return of(connection, Clock.SYSTEM);
    }

    /** The dispatcher of a connection to one server, or to a master and its replicas. */
    public static ConnectionDispatcher of(StatefulRedisConnection<?, ?> connection, Clock clock) {
        return (ConnectionDispatcher) of((StatefulConnection<?, ?>) connection, clock);
    }

    /** The dispatcher of a connection, whose codec does not matter: keys and arguments are bytes already. */
    @SuppressWarnings("unchecked")
    public static Dispatcher of(StatefulConnection<?, ?> connection, Clock clock) {
        Objects.requireNonNull(connection, "connection");
        synchronized (DISPATCHERS) {
            WeakReference<Dispatcher> known = DISPATCHERS.get(connection);
            Dispatcher dispatcher = known == null ? null : known.get();
            if (dispatcher == null) {
                dispatcher = connection instanceof StatefulRedisClusterConnection<?, ?> cluster
                        ? ClusterDispatcher.listening((StatefulRedisClusterConnection<byte[], byte[]>) cluster, clock)
                        : ConnectionDispatcher.listening((StatefulRedisConnection<byte[], byte[]>) connection, clock);
                DISPATCHERS.put(connection, new WeakReference<>(dispatcher));
            }
            return dispatcher;
        }
    }
}
