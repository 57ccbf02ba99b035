package dev.moonlet;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/**
 * The routes of connections. All executors of a connection share its route, or else one of them would load scripts between
 * the calls of another.
 */
final class Routes {

    /** Weak in both: who has an executor has the connection, and the route with it. */
    private static final Map<StatefulConnection<?, ?>, WeakReference<CallRoute>> ROUTES = new WeakHashMap<>();

    private Routes() {}

    /** The route of a connection, whose codec has no part in it: keys and arguments are bytes already. */
    @SuppressWarnings("unchecked")
    static CallRoute of(StatefulConnection<?, ?> connection) {
        Objects.requireNonNull(connection, "connection");
        synchronized (ROUTES) {
            WeakReference<CallRoute> known = ROUTES.get(connection);
            CallRoute route = known == null ? null : known.get();
            if (route == null) {
                route = connection instanceof StatefulRedisClusterConnection<?, ?> cluster
                        ? new ClusterRoute((StatefulRedisClusterConnection<byte[], byte[]>) cluster)
                        : ConnectionRoute.shared((StatefulRedisConnection<byte[], byte[]>) connection);
                ROUTES.put(connection, new WeakReference<>(route));
            }
            return route;
        }
    }
}
