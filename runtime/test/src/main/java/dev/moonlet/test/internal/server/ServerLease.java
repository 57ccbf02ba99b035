package dev.moonlet.test.internal.server;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server that one test has for itself, until it closes the lease. */
public final class ServerLease implements AutoCloseable {

    private final ServerConnection server;
    private final Runnable release;
    private final List<Long> clients = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    ServerLease(ServerConnection server, Runnable release) {
        this.server = server;
        this.release = release;
    }

    /** Where the server is. */
    public RedisURI uri() {
        return server.uri();
    }

    /** Whether the server exists for tests alone, so that its settings may be changed. */
    public boolean isOwn() {
        return server.isOwn();
    }

    /** The connection that the extension itself uses. */
    public StatefulRedisConnection<byte[], byte[]> control() {
        return server.control();
    }

    /** Makes a connection for the test, which closes it. */
    public StatefulRedisConnection<String, String> connect() {
        StatefulRedisConnection<String, String> connection = server.client().connect();
        clients.add(connection.sync().clientId());
        return connection;
    }

    /** Removes what was written since the lease began. */
    public void clear() {
        if (isOwn()) {
            server.clear();
        } else {
            server.control().sync().flushdb();
        }
    }

    /** Gives the server back. Nothing that was sent on the connections of the test runs later. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (server.answers()) {
                clients.forEach(client -> server.control().sync().clientKill(KillArgs.Builder.id(client)));
            }
        } finally {
            release.run();
        }
    }
}
