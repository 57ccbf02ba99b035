package dev.moonlet.spring;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.support.AsyncPool;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.connection.PoolException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Lends the connections of a factory that does not share one: those of its pool, or new ones if it has no pool. Event loops don't
 * wait for them: another thread does. Safe for use by several threads.
 */
final class BorrowedConnections implements AsyncPool<StatefulRedisConnection<?, ?>> {

    private final RedisConnectionFactory factory;
    private final boolean exhaustionIsTemporary;
    private final InFlightCalls inFlight;
    private final Map<StatefulConnection<?, ?>, RedisConnection> lent = new ConcurrentHashMap<>();

    /**
     * Connections of a factory.
     *
     * @param exhaustionIsTemporary whether a call waits, without a thread, when the pool has no connection left
     * @param inFlight counts connections until they are given back
     */
    BorrowedConnections(RedisConnectionFactory factory, boolean exhaustionIsTemporary, InFlightCalls inFlight) {
        this.factory = factory;
        this.exhaustionIsTemporary = exhaustionIsTemporary;
        this.inFlight = inFlight;
    }

    @Override
    public CompletableFuture<StatefulRedisConnection<?, ?>> acquire() {
        return unlessEventLoop(this::borrow);
    }

    private StatefulRedisConnection<?, ?> borrow() {
        RedisConnection connection = connect();
        StatefulConnection<?, ?> lending;
        try {
            lending = NativeConnections.of(connection);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        if (!(lending instanceof StatefulRedisConnection<?, ?> one)) {
            connection.close();
            throw new IllegalStateException(
                    "the connections to a cluster are not lent: such a connection is a pool already;"
                            + " call LettuceConnectionFactory.setShareNativeConnection(true)");
        }
        inFlight.hold();
        lent.put(one, connection);
        return one;
    }

    /** A connection that is open: asked for its native one, Spring takes that from the pool, or connects. */
    private RedisConnection connect() {
        RedisConnection connection = factory.getConnection();
        try {
            connection.getNativeConnection();
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw NestedExceptionUtils.getMostSpecificCause(e) instanceof NoSuchElementException exhausted
                    ? exhaustion(exhausted)
                    : e;
        }
    }

    private RuntimeException exhaustion(NoSuchElementException exhausted) {
        return exhaustionIsTemporary ? exhausted : new PoolException(exhausted.getMessage(), exhausted);
    }

    @Override
    public CompletableFuture<Void> release(StatefulRedisConnection<?, ?> connection) {
        return unlessEventLoop(() -> giveBack(connection)).thenAccept(given -> {});
    }

    private boolean giveBack(StatefulRedisConnection<?, ?> connection) {
        RedisConnection lending = lent.remove(connection);
        if (lending == null) {
            return false;
        }
        try {
            lending.close();
        } finally {
            inFlight.end();
        }
        return true;
    }

    /** Does what may block: in this thread if it may be blocked. */
    private static <T> CompletableFuture<T> unlessEventLoop(Supplier<T> action) {
        if (NativeConnections.isEventLoop()) {
            return CompletableFuture.supplyAsync(action, NativeConnections.THREADS);
        }
        try {
            return CompletableFuture.completedFuture(action.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void clear() {}

    @Override
    public CompletableFuture<Void> clearAsync() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}

    @Override
    public CompletableFuture<Void> closeAsync() {
        return CompletableFuture.completedFuture(null);
    }
}
