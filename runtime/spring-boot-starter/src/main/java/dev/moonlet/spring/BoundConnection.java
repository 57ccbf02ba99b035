package dev.moonlet.spring;

import java.util.Optional;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisConnectionUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The connection of a factory that Spring has bound to the current thread, for a {@code SessionCallback} or a transaction. While it
 * collects commands, a script would run outside of them, at once.
 *
 * @see <a href="https://docs.spring.io/spring-data/redis/reference/redis/transactions.html">Spring Data Redis: transactions</a>
 */
final class BoundConnection {

    private static final String IN_TRANSACTION =
            "the RedisConnection of this thread collects commands between multi() and exec(), and the script would run outside of"
                    + " them, at once; call it before or after the transaction, or run the transaction by dev.moonlet.Transaction";

    private static final String IN_PIPELINE =
            "the RedisConnection of this thread is pipelined, and the script would run outside of the pipeline, at once;"
                    + " call it before or after executePipelined, or collect calls by dev.moonlet.Pipeline";

    private final RedisConnectionFactory factory;

    BoundConnection(RedisConnectionFactory factory) {
        this.factory = factory;
    }

    /**
     * Refuses a call while the connection collects commands.
     *
     * @throws IllegalStateException if it does
     */
    void refuseWhileCollecting(String scriptName) {
        if (TransactionSynchronizationManager.hasResource(factory)) {
            collecting().ifPresent(reason -> {
                throw new IllegalStateException("script %s can't be called here: %s".formatted(scriptName, reason));
            });
        }
    }

    private Optional<String> collecting() {
        RedisConnection connection = RedisConnectionUtils.getConnection(factory); // the bound one, counted once more
        try {
            return connection.isQueueing()
                    ? Optional.of(IN_TRANSACTION)
                    : connection.isPipelined() ? Optional.of(IN_PIPELINE) : Optional.empty();
        } finally {
            RedisConnectionUtils.releaseConnection(connection, factory);
        }
    }
}
