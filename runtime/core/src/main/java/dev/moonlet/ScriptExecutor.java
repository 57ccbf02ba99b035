package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.support.AsyncPool;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of generated implementations on Redis. It is the one thing that their constructors take:
 *
 * <pre>{@code
 * try (StatefulRedisConnection<String, String> connection = client.connect()) {
 *     TokenBucket bucket = new TokenBucketLua(ScriptExecutor.of(connection));
 * }
 * }</pre>
 *
 * <p>Executors are safe for use by several threads and don't own their connection: closing it is the caller's.
 *
 * @see <a href="https://redis.io/docs/latest/commands/evalsha/">EVALSHA</a>
 */
public interface ScriptExecutor {

    /**
     * An executor that runs each call directly on a connection, by the script's digest.
     *
     * <p>The connection is shared with its other users, and whatever its codec is, keys and arguments are sent as their
     * declared types say. The caller never sees {@code NOSCRIPT}: where the server may not have a script, on its first call
     * and after the server has lost its scripts, it is loaded before. Calls keep their order among each other; to load a
     * script they wait for those that are under way, so that a command of another user of the connection may overtake them,
     * and so may a later call if another connection loads the same script at that very moment. A connection to a master and
     * its replicas does not tell when the client goes over to another master: calls that are under way just then can change
     * places.
     *
     * <p>Inside of the connection's own {@code MULTI} a call is sent with its script and answered by {@code EXEC}; only
     * asynchronous methods can be called there. Blocking methods wait for the
     * {@linkplain StatefulRedisConnection#getTimeout() time-out of the connection}.
     */
    static ScriptExecutor of(StatefulRedisConnection<?, ?> connection) {
        return of(connection, Delivery.AT_LEAST_ONCE);
    }

    /**
     * An executor that runs each call directly on a connection, and sends it again, or never, when that is lost.
     *
     * @param delivery how often a call may run
     */
    static ScriptExecutor of(StatefulRedisConnection<?, ?> connection, Delivery delivery) {
        return new DirectExecutor(DispatcherRegistry.of(connection), delivery);
    }

    /**
     * An executor that runs each call on the server of a cluster that has its keys.
     *
     * <p>All keys of a call have to belong to one slot; else it is refused with a {@link CrossSlotException} before anything
     * is sent. Calls without keys go to all masters in turn. Calls of the same slot keep their order, also while the slot
     * moves to another server or a replica takes over; what was under way then is sent to the new one, for as long as the
     * {@linkplain StatefulRedisClusterConnection#getTimeout() time-out of the connection}. That the client hears of a new
     * server is a matter of its {@linkplain io.lettuce.core.cluster.ClusterTopologyRefreshOptions topology refresh}.
     */
    static ScriptExecutor of(StatefulRedisClusterConnection<?, ?> connection) {
        return of(connection, Delivery.AT_LEAST_ONCE);
    }

    /**
     * An executor that runs each call on the server of a cluster that has its keys, and sends it again, or never, when that is
     * lost.
     *
     * @param delivery how often a call may run
     */
    static ScriptExecutor of(StatefulRedisClusterConnection<?, ?> connection, Delivery delivery) {
        return new DirectExecutor(DispatcherRegistry.of(connection), delivery);
    }

    /**
     * An executor that runs each call on a connection of one of Lettuce's own pools, and gives it back with the answer.
     *
     * @param delivery how often a call may run
     * @see <a href="https://redis.github.io/lettuce/advanced-usage/#connection-pooling">Lettuce: connection pooling</a>
     */
    static <C extends StatefulRedisConnection<?, ?>> ScriptExecutor of(AsyncPool<C> pool, Delivery delivery) {
        Objects.requireNonNull(pool, "pool");
        return new PooledExecutor<>(
                pool::acquire,
                connection -> {
                    CompletableFuture<Void> unused = pool.release(connection);
                },
                delivery);
    }

    /**
     * An executor that borrows a connection for each call, and closes it with the answer, which gives it back:
     *
     * <pre>{@code
     * GenericObjectPoolConfig<StatefulRedisConnection<String, String>> config = new GenericObjectPoolConfig<>();
     * config.setMaxWait(Duration.ofSeconds(1)); // else calls wait for a connection for ever
     * GenericObjectPool<StatefulRedisConnection<String, String>> pool =
     *         ConnectionPoolSupport.createGenericObjectPool(client::connect, config);
     * ScriptExecutor executor = ScriptExecutor.borrowing(pool::borrowObject, Delivery.AT_LEAST_ONCE);
     * }</pre>
     *
     * <p>Asynchronous calls wait for a connection, too, if the pool does.
     *
     * @param pool hands out connections that go back when they are closed, as those of {@code ConnectionPoolSupport} do
     * @param delivery how often a call may run
     */
    static <C extends StatefulRedisConnection<?, ?>> ScriptExecutor borrowing(Callable<C> pool, Delivery delivery) {
        Objects.requireNonNull(pool, "pool");
        return new PooledExecutor<>(
                () -> {
                    try {
                        return CompletableFuture.completedFuture(pool.call());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return CompletableFuture.failedFuture(e);
                    } catch (Exception e) {
                        return CompletableFuture.failedFuture(e);
                    }
                },
                StatefulRedisConnection::close,
                delivery);
    }

    /**
     * Runs a call and waits for its result.
     *
     * @throws ScriptException if Redis answers with an error
     * @throws ReplyMismatchException if the reply is not of the type that the script declares
     * @throws io.lettuce.core.RedisException if the call can't be sent, or isn't answered in time, or if the current thread is
     *     one of Lettuce's event loops
     */
    <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder);

    /**
     * Sends a call and returns at once. The stage completes on Lettuce's event loop with the result or with one of the
     * exceptions of {@link #execute}; don't block in what depends on it.
     *
     * @throws CrossSlotException if the keys belong to different slots of a cluster
     */
    <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder);
}
