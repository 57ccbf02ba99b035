package dev.moonlet.test.internal.server;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;

/** A server that one test has for itself, until it closes the lease. */
public final class ServerLease implements AutoCloseable {

    private final ServerConnection server;
    private final Runnable release;

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
        return server.client().connect();
    }

    @Override
    public void close() {
        release.run();
    }
}
