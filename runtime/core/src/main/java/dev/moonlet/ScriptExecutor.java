package dev.moonlet;

import dev.moonlet.internal.dispatch.InterceptedExecutor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.support.AsyncPool;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of generated implementations on Redis. Their constructors take nothing else:
 *
 * <pre>{@code
 * try (StatefulRedisConnection<String, String> connection = client.connect()) {
 *     TokenBucket bucket = new TokenBucketLua(ScriptExecutor.of(connection));
 * }
 * }</pre>
 *
 * <p>Executors are safe for use by several threads and don't own their connection: the caller closes it.
 *
 * <p>{@linkplain CallInterceptor Interceptors} observe, repeat or replace calls. An executor of your own can wrap one of these,
 * too: it gets a {@link ScriptInvocation} and passes it on.
 *
 * @see <a href="https://redis.io/docs/latest/commands/evalsha/">EVALSHA</a>
 */
public interface ScriptExecutor {

    /**
     * An executor that runs each call directly on a connection, by the script's digest.
     *
     * <p>The connection is shared with its other users. Its codec does not matter: keys and arguments are sent as their
     * declared types say. The caller never sees {@code NOSCRIPT}: a script that the server may not have is loaded before its
     * call, the first time and after the server has lost its scripts. Calls keep their order among each other. Calls whose
     * script has to be loaded wait for those in flight, so a command of another user of the connection may overtake them, and
     * so may a later call if another connection loads the same script at that moment. A connection to a master and its
     * replicas does not report when the client goes over to another master: calls in flight at that moment can change places.
     *
     * <p>Inside the connection's own {@code MULTI} a call is sent with its script and answered by {@code EXEC}; only
     * asynchronous methods can be called there. Blocking methods wait for the
     * {@linkplain StatefulRedisConnection#getTimeout() timeout of the connection}.
     */
    static ScriptExecutor of(StatefulRedisConnection<?, ?> connection) {
        return on(connection).build();
    }

    /**
     * An executor that runs each call on the server of a cluster that has its keys.
     *
     * <p>All keys of a call have to belong to one slot; otherwise it fails with a {@link CrossSlotException} before anything
     * is sent. Calls without keys go to all masters in turn. Calls of the same slot keep their order, also while the slot
     * moves to another server or a replica takes over; calls in flight at that moment are sent to the new server, for as long
     * as the {@linkplain StatefulRedisClusterConnection#getTimeout() timeout of the connection}. The client learns of a new
     * server by its {@linkplain io.lettuce.core.cluster.ClusterTopologyRefreshOptions topology refresh}.
     */
    static ScriptExecutor of(StatefulRedisClusterConnection<?, ?> connection) {
        return on(connection).build();
    }

    /** Begins an executor or a pipeline on a connection. */
    static ExecutorBuilder on(StatefulRedisConnection<?, ?> connection) {
        return ExecutorBuilder.on(connection);
    }

    /** Begins an executor or a pipeline on a connection to a cluster. */
    static ExecutorBuilder on(StatefulRedisClusterConnection<?, ?> connection) {
        return ExecutorBuilder.on(connection);
    }

    /**
     * Begins an executor that runs each call on a connection of one of Lettuce's own pools, and gives it back with the answer.
     * While all connections are in use, calls wait in their order without blocking a thread.
     *
     * @see <a href="https://redis.github.io/lettuce/advanced-usage/#connection-pooling">Lettuce: connection pooling</a>
     */
    static <C extends StatefulRedisConnection<?, ?>> ExecutorBuilder on(AsyncPool<C> pool) {
        Objects.requireNonNull(pool, "pool");
        return ExecutorBuilder.<C>on(pool::acquire, pool::release);
    }

    /**
     * Begins an executor that borrows a connection for each call, and closes it with the answer, which gives it back:
     *
     * <pre>{@code
     * GenericObjectPoolConfig<StatefulRedisConnection<String, String>> config = new GenericObjectPoolConfig<>();
     * config.setMaxWait(Duration.ofSeconds(1)); // else calls wait for a connection for ever
     * GenericObjectPool<StatefulRedisConnection<String, String>> pool =
     *         ConnectionPoolSupport.createGenericObjectPool(client::connect, config);
     * ScriptExecutor executor = ScriptExecutor.borrowing(pool::borrowObject).build();
     * }</pre>
     *
     * <p>Such a pool blocks the thread that calls an asynchronous method, too; an {@link AsyncPool} does not.
     *
     * @param pool lends connections that go back when they are closed, as those of {@code ConnectionPoolSupport} do
     */
    static <C extends StatefulRedisConnection<?, ?>> ExecutorBuilder borrowing(Callable<C> pool) {
        Objects.requireNonNull(pool, "pool");
        return ExecutorBuilder.<C>on(
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
                connection -> {
                    connection.close();
                    return CompletableFuture.completedFuture(null);
                });
    }

    /**
     * Runs a call and waits for its result.
     *
     * @throws ScriptErrorException if Redis answers with an error
     * @throws ReplyMismatchException if the reply is not of the type that the script declares
     * @throws CrossSlotException if the keys belong to different slots of a cluster
     * @throws io.lettuce.core.RedisException if the call can't be sent, or isn't answered in time, or if the current thread is
     *     one of Lettuce's event loops
     */
    <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation);

    /**
     * Sends a call and returns at once. The stage completes on Lettuce's event loop with the result or with one of the
     * exceptions of {@link #execute}; don't block in what depends on it.
     */
    <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation);

    /**
     * Whether a blocking method can be called here and now. It can't on a pipeline or in a transaction, where the result comes
     * later, nor on an event loop of Lettuce, which would have to receive it. {@link #execute} refuses all of these.
     */
    default boolean allowsBlocking() {
        return true;
    }

    /**
     * Runs a call on every shard and waits for the outcomes: on each master of a cluster that has slots, or on the one server of
     * a connection without a cluster. A shard without an answer in time has a {@link io.lettuce.core.RedisCommandTimeoutException}
     * as its failure. An executor that wraps another one passes the call on; otherwise it refuses it.
     *
     * @throws UnsupportedOperationException if the executor does not run calls on every shard, as one of your own that wraps
     *     another one and does not override this method
     * @throws IllegalStateException if the executor is a {@link Pipeline} or a {@link Transaction}
     * @throws ServerUnavailableException if the cluster has no master with slots, or a pool has no connection left
     * @throws io.lettuce.core.RedisException if the current thread is interrupted, or is one of Lettuce's event loops
     */
    @Beta
    default <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        throw unsupported(invocation);
    }

    /**
     * Sends a call to every shard and returns at once. The stage completes when each shard has a result or a failure. It fails
     * only if nothing was sent, with one of the exceptions of {@link #executeOnShards}.
     */
    @Beta
    default <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return CompletableFuture.failedFuture(unsupported(invocation));
    }

    private UnsupportedOperationException unsupported(ShardInvocation<?> invocation) {
        return new UnsupportedOperationException(
                "script %s can't run on every shard: %s does not override executeOnShards"
                        .formatted(invocation.scriptName(), getClass().getName()));
    }

    /**
     * This executor with interceptors around each call, the first one being the outermost. A pipeline and a transaction are still
     * flushed and run by themselves:
     *
     * <pre>{@code
     * Visits visits = new VisitsLua(pipeline.intercepted(logging));
     * visits.countAsync("/home");
     * pipeline.flush();
     * }</pre>
     *
     * @see ExecutorBuilder#interceptors
     */
    @Beta
    default ScriptExecutor intercepted(CallInterceptor... interceptors) {
        return InterceptedExecutor.of(this, List.of(interceptors));
    }
}
