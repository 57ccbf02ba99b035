package dev.moonlet;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server of a cluster, and the connection to it, which the client shares with its other commands. */
final class ClusterNode implements RedisConnectionStateListener {

    private final ClusterRoute route;
    private final String host;
    private final int port;
    private volatile @Nullable ConnectionRoute connected;
    private boolean connecting;
    private List<Runnable> awaiting = new ArrayList<>();
    private RedisException failure = new RedisConnectionException("no connection was made");

    ClusterNode(ClusterRoute route, String host, int port) {
        this.route = route;
        this.host = host;
        this.port = port;
    }

    /** The lane of the connection; {@code null} if there is none now, and then one is made. */
    @Nullable
    CallLane lane() {
        ConnectionRoute known = connected;
        if (known == null || known.isClosed()) {
            connect();
            known = connected;
        }
        return known == null || known.isClosed() ? null : known.lane();
    }

    private void connect() {
        synchronized (this) {
            if (connecting) {
                return;
            }
            connecting = true;
        }
        CompletableFuture<?> unused = route.connect(host, port).whenComplete(this::made);
    }

    private void made(@Nullable StatefulRedisConnection<byte[], byte[]> connection, @Nullable Throwable reason) {
        if (connection != null) {
            connection.addListener(this);
        }
        synchronized (this) {
            connecting = false;
            if (connection != null) {
                connected = ConnectionRoute.of(connection);
            } else {
                Throwable cause = reason == null ? null : LostConnection.unwrapped(reason);
                failure = new RedisConnectionException("can't connect to " + host + ":" + port, cause);
            }
        }
    }

    /** Whether a connection is being made. */
    synchronized boolean isConnecting() {
        return connecting;
    }

    /**
     * Runs something as soon as the connection may have been made. What was called for several slots meanwhile then goes to
     * the server in one flush.
     */
    void whenConnected(Runnable action) {
        synchronized (this) {
            awaiting.add(action);
            if (awaiting.size() > 1) {
                return;
            }
        }
        route.later(this::lookAgain, 1);
    }

    private void lookAgain() {
        List<Runnable> actions;
        synchronized (this) {
            actions = awaiting;
            awaiting = new ArrayList<>();
        }
        ConnectionRoute known = connected;
        if (known == null) {
            actions.forEach(Runnable::run);
        } else {
            known.lane().together(() -> actions.forEach(Runnable::run));
        }
    }

    /** Why there is no connection. */
    synchronized RedisException failure() {
        return failure;
    }

    /** Whether the connection is there. */
    boolean isUp() {
        ConnectionRoute known = connected;
        return known != null && known.isUp();
    }

    /** Whether the connection was closed for good. */
    boolean isClosed() {
        ConnectionRoute known = connected;
        return known == null || known.isClosed();
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        route.watch(this);
    }
}
