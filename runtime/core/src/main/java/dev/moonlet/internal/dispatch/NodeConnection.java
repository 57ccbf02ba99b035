package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.LinkedScript;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ConnectionIntent;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server of a cluster, and the connection to it, which the client shares with its other commands. */
final class NodeConnection implements RedisConnectionStateListener {

    private final ClusterDispatcher cluster;
    private final String host;
    private final int port;
    private final ConnectionIntent intent;
    private volatile @Nullable ConnectionDispatcher connected;

    @GuardedBy("this")
    private boolean connecting;

    @GuardedBy("this")
    private final Set<CallQueue> waiting = new LinkedHashSet<>();

    @GuardedBy("this")
    private RedisException failure = new RedisConnectionException("no connection was made");

    NodeConnection(ClusterDispatcher cluster, String host, int port, ConnectionIntent intent) {
        this.cluster = cluster;
        this.host = host;
        this.port = port;
        this.intent = intent;
    }

    /** The connection; {@code null} if there is none now. */
    @Nullable
    ConnectionDispatcher connection() {
        ConnectionDispatcher known = connected;
        return known != null && known.acceptsCommands() ? known : null;
    }

    private void connect() {
        synchronized (this) {
            if (connecting) {
                return;
            }
            connecting = true;
        }
        CompletableFuture<?> unused = cluster.connect(host, port, intent).whenComplete(this::onConnected);
    }

    private void onConnected(@Nullable StatefulRedisConnection<byte[], byte[]> connection, @Nullable Throwable thrown) {
        if (connection != null) {
            connection.addListener(this);
        }
        synchronized (this) {
            connecting = false;
            if (connection != null) {
                connected = DispatcherRegistry.of(connection, cluster.clock());
            } else {
                Throwable cause = thrown == null ? null : ConnectionFailures.unwrapped(thrown);
                failure = new RedisConnectionException("can't connect to " + host + ":" + port, cause);
            }
        }
        onAvailable();
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
        onAvailable();
    }

    /** What was called for several slots meanwhile goes to the server in one flush. */
    private void onAvailable() {
        ConnectionDispatcher known = connected;
        if (known == null || !known.acceptsCommands()) {
            return; // the queues try again after a pause
        }
        List<CallQueue> queues;
        synchronized (this) {
            queues = List.copyOf(waiting);
            waiting.clear();
        }
        known.writer().together(() -> queues.forEach(CallQueue::onServerAvailable));
    }

    /**
     * Calls a queue as soon as there is a connection, and makes one if there was none. The caller holds no lock: queues are
     * called at once if the connection is made at once.
     */
    void await(CallQueue queue) {
        synchronized (this) {
            waiting.add(queue);
        }
        ConnectionDispatcher known = connected;
        if (known == null || known.isClosed()) {
            connect();
        } else if (known.acceptsCommands()) {
            onAvailable();
        }
    }

    /** A script may be sent to this server with a call. */
    void onRoutedText(LinkedScript script) {
        ConnectionDispatcher known = connected;
        if (known != null) {
            known.cache().onSentAsText(script);
        }
    }

    /** Why there is no connection. */
    synchronized RedisException failure() {
        ConnectionDispatcher known = connected;
        return known == null || known.isClosed()
                ? failure
                : new RedisConnectionException("the connection to " + host + ":" + port + " is lost");
    }
}
