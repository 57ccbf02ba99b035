package dev.moonlet.internal.dispatch;

import dev.moonlet.TransactionException;
import dev.moonlet.internal.protocol.Clock;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a transaction. It is made when it is needed and closed when it is lost, so that the client never sends
 * again what was in the transaction. For use by one thread at a time.
 */
public final class TransactionConnection<K, V> {

    private final Supplier<StatefulRedisConnection<K, V>> connections;
    private @Nullable StatefulRedisConnection<K, V> connection;

    public TransactionConnection(Supplier<StatefulRedisConnection<K, V>> connections) {
        this.connections = Objects.requireNonNull(connections, "connections");
    }

    /** The connection; {@code null} if there is none. */
    public @Nullable StatefulRedisConnection<K, V> current() {
        return connection;
    }

    /** The connection, which is made if there is none. */
    public StatefulRedisConnection<K, V> connect() {
        StatefulRedisConnection<K, V> known = connection;
        if (known != null && known.isOpen()) {
            return known;
        }
        if (known != null) {
            abandon(known);
        }
        StatefulRedisConnection<K, V> made;
        try {
            made = connections.get();
        } catch (RuntimeException e) { // of a client that was shut down, not Redis' own
            throw new TransactionException("the transaction was not run: " + e.getMessage(), false, e);
        }
        Objects.requireNonNull(made, "the supplier of a transaction's connections gave none");
        if (made instanceof StatefulRedisMasterReplicaConnection) {
            abandon(made);
            throw new IllegalArgumentException(
                    "a transaction needs a connection to the master alone, as client.connect()"
                            + " makes it: one to its replicas, too, does not tell when it is lost");
        }
        made.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
                if (!CommandWriter.isClosed(made)) {
                    abandon(made); // or else the client sends again what was in the transaction, outside of it
                }
            }
        });
        DispatcherRegistry.of(made, Clock.SYSTEM).cache().probeFlags(); // which is known when MULTI is answered
        connection = made;
        return made;
    }

    /** Closes the connection, if there is one. */
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Discards what was queued, if the connection is there. */
    public static void discard(StatefulRedisConnection<?, ?> own) {
        try {
            if (own.isMulti()) {
                own.sync().discard();
            } else {
                own.sync().unwatch();
            }
        } catch (RedisException | CancellationException e) {
            abandon(own); // which discards it as well
        }
    }

    /** Closes a connection whose state is unknown, and ends what was queued on it. */
    public static void abandon(StatefulRedisConnection<?, ?> own) {
        if (!CommandWriter.isClosed(own)) {
            CompletableFuture<Void> unused = own.closeAsync();
            DispatcherRegistry.of(own, Clock.SYSTEM).endTransaction(); // the client forgets what was queued
        }
    }

    /** Waits for what the block of a transaction has returned, once all of it has run. */
    public static <T extends @Nullable Object> T await(
            CompletionStage<T> result, StatefulRedisConnection<?, ?> connection) {
        long timeout = CommandWriter.retryTimeout(connection);
        try {
            return result.toCompletableFuture().get(timeout, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw CallerStack.rethrowable(e.getCause());
        } catch (TimeoutException e) {
            throw new RedisCommandTimeoutException(
                    "the transaction has run, but the stage that its block returned was not complete %d ms later"
                            .formatted(TimeUnit.NANOSECONDS.toMillis(timeout)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }
}
