package dev.moonlet.test.internal.server;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.TimeUnit;

/**
 * A client of one server and the extension's own connection to it.
 *
 * @param isOwn whether the server exists for tests alone
 */
record ServerConnection(
        RedisURI uri, RedisClient client, StatefulRedisConnection<byte[], byte[]> control, boolean isOwn) {

    private static final int ANSWER_SECONDS = 5;

    /** Shared by all servers of the JVM; its threads are daemons. */
    private static final ClientResources RESOURCES = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();

    /**
     * Connects.
     *
     * @param origin what named the server, for the message
     */
    static ServerConnection open(RedisURI uri, boolean isOwn, String origin) {
        RedisClient client = RedisClient.create(RESOURCES, uri);
        try {
            return new ServerConnection(uri, client, client.connect(ByteArrayCodec.INSTANCE), isOwn);
        } catch (RedisException e) {
            client.shutdown();
            Throwable reason = e;
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            throw new ServerProblem(
                    "the Redis server at %s, which %s names, is not reachable: %s; start it, or correct the address"
                            .formatted(address(uri), origin, reason.getMessage()),
                    e);
        }
    }

    /** The host and the port, without credentials. */
    static String address(RedisURI uri) {
        return uri.getHost() + ":" + uri.getPort();
    }

    /** Whether the server still answers. A connection that was lost is being made again, so this has its own timeout. */
    boolean answers() {
        return control.isOpen()
                && control.async()
                        .ping()
                        .toCompletableFuture()
                        .handle((pong, failure) -> failure == null)
                        .completeOnTimeout(false, ANSWER_SECONDS, TimeUnit.SECONDS)
                        .join();
    }

    /** Removes the data of all databases and all scripts. */
    void clear() {
        control.sync().flushall();
        control.sync().scriptFlush();
    }

    void close() {
        control.close();
        client.shutdown();
    }
}
