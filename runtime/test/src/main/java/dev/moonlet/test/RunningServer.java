package dev.moonlet.test;

import dev.moonlet.test.internal.server.ServerLease;
import io.lettuce.core.RedisURI;

/**
 * A server that runs until it is closed, for tests of an application that has its own connections:
 *
 * <pre>{@code
 * static final RunningServer redis = TestServer.configured().start();
 *
 * @DynamicPropertySource
 * static void address(DynamicPropertyRegistry properties) {
 *     properties.add("spring.data.redis.url", () -> redis.uri().toURI().toString());
 * }
 *
 * @BeforeEach
 * void clear() {
 *     redis.clear();
 * }
 * }</pre>
 *
 * <p>It need not be closed: it is free for other tests then, and ends with the JVM in any case. Safe for use by several
 * threads.
 */
public final class RunningServer implements AutoCloseable {

    private final ServerLease lease;

    RunningServer(ServerLease lease) {
        this.lease = lease;
    }

    /** The address. */
    public RedisURI uri() {
        return RedisURI.builder(lease.uri()).build();
    }

    /** Removes all data and all scripts; on a given server, the data of its database. */
    public void clear() {
        lease.clear();
    }

    /** Gives the server back, to tests that wait for it or come later. Closing it again has no effect. */
    @Override
    public void close() {
        lease.close();
    }
}
