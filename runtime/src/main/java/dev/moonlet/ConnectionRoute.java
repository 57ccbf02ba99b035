package dev.moonlet;

import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.RedisCommand;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One connection to one server. All executors of a connection share its lane, or else one of them would load scripts
 * between the calls of another.
 */
final class ConnectionRoute<K, V> implements CallRoute<K, V>, CommandSink<K, V> {

    /** Weak in both: who has an executor has the connection, and the route with it. */
    private static final Map<StatefulRedisConnection<?, ?>, WeakReference<ConnectionRoute<?, ?>>> ROUTES =
            new WeakHashMap<>();

    private static final long MOMENT_MILLIS = 1;

    private final StatefulRedisConnection<K, V> connection;
    private final CallLane<K, V> lane = new CallLane<>(this);

    private ConnectionRoute(StatefulRedisConnection<K, V> connection) {
        this.connection = connection;
    }

    /** The route of a connection. */
    static ConnectionRoute<?, ?> of(StatefulRedisConnection<?, ?> connection) {
        Objects.requireNonNull(connection, "connection");
        synchronized (ROUTES) {
            WeakReference<ConnectionRoute<?, ?>> known = ROUTES.get(connection);
            ConnectionRoute<?, ?> route = known == null ? null : known.get();
            if (route == null) {
                route = new ConnectionRoute<>(connection);
                ROUTES.put(connection, new WeakReference<>(route));
            }
            return route;
        }
    }

    @Override
    public CallLane<K, V> lane(ScriptCall call) {
        return lane;
    }

    @Override
    public boolean isMulti() {
        return connection.isMulti();
    }

    @Override
    public Duration timeout() {
        return connection.getTimeout();
    }

    @Override
    public void later(Runnable action) {
        connection.getResources().timer().newTimeout(timeout -> action.run(), MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void write(RedisCommand<K, V, ?> command) {
        connection.dispatch(command);
    }

    @Override
    public void write(List<RedisCommand<K, V, ?>> commands) {
        connection.dispatch(commands);
    }

    @Override
    public void flush() {
        connection.flushCommands();
    }
}
