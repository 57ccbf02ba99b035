package dev.moonlet;

import dev.moonlet.internal.dispatch.BatchLimits;
import dev.moonlet.internal.dispatch.BatchingDispatcher;
import dev.moonlet.internal.dispatch.ConnectionPool;
import dev.moonlet.internal.dispatch.DirectExecutor;
import dev.moonlet.internal.dispatch.Dispatcher;
import dev.moonlet.internal.dispatch.DispatcherRegistry;
import dev.moonlet.internal.dispatch.InterceptedExecutor;
import dev.moonlet.internal.dispatch.PooledExecutor;
import dev.moonlet.internal.protocol.CallOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes executors and pipelines of a connection or a pool, with other options than the defaults.
 *
 * <pre>{@code
 * ScriptExecutor executor = ScriptExecutor.on(connection)
 *         .delivery(Delivery.AT_MOST_ONCE)
 *         .readTimeout(Duration.ofSeconds(2))
 *         .build();
 * }</pre>
 *
 * <p>Options left out have their defaults. A builder can be used again, and is not safe for use by several threads; what it
 * makes is.
 */
public final class ExecutorBuilder {

    private final @Nullable Dispatcher dispatcher;
    private final @Nullable PoolFactory pool;
    private @Nullable BatchLimits batches;
    private CallOptions options = CallOptions.DEFAULT;
    private final List<CallInterceptor> interceptors = new ArrayList<>();
    private Duration connectTimeout = RedisURI.DEFAULT_TIMEOUT_DURATION;
    private @Nullable FunctionLibrary functions;

    private interface PoolFactory {
        ScriptExecutor executor(Duration connectTimeout, CallOptions options);
    }

    private ExecutorBuilder(@Nullable Dispatcher dispatcher, @Nullable PoolFactory pool) {
        this.dispatcher = dispatcher;
        this.pool = pool;
    }

    static ExecutorBuilder on(StatefulConnection<?, ?> connection) {
        return new ExecutorBuilder(DispatcherRegistry.of(connection), null);
    }

    static <C extends StatefulRedisConnection<?, ?>> ExecutorBuilder on(
            Supplier<? extends CompletionStage<C>> pool, Function<C, ? extends CompletionStage<?>> release) {
        return new ExecutorBuilder(
                null,
                (connectTimeout, options) ->
                        new PooledExecutor<>(new ConnectionPool<>(pool, release, connectTimeout), options));
    }

    /** Sets how often a call may run when the connection is lost; {@link Delivery#AT_LEAST_ONCE} by default. */
    public ExecutorBuilder delivery(Delivery delivery) {
        options = new CallOptions(delivery, options.readTimeout(), options.writeTimeout(), options.keyPrefix());
        return this;
    }

    /**
     * Sets how long a blocking method waits for its result, from when it is called. By default that is the
     * {@linkplain StatefulConnection#getTimeout() timeout of the connection}. The stages of asynchronous methods have the
     * timeout of Lettuce's {@link io.lettuce.core.TimeoutOptions}, which belong to the client.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public ExecutorBuilder readTimeout(Duration timeout) {
        options = new CallOptions(
                options.delivery(), positive("read timeout", timeout), options.writeTimeout(), options.keyPrefix());
        return this;
    }

    /**
     * Sets how long a call is tried again while its server is loading its data or sends it elsewhere, or is not connected in a
     * cluster. By default that is the {@linkplain StatefulConnection#getTimeout() timeout of the connection}.
     *
     * <p>A lost connection to one server keeps its calls as it keeps Lettuce's commands, until
     * {@link io.lettuce.core.TimeoutOptions} end them. Once a call is written, Lettuce has no timeout for the socket:
     * {@link #readTimeout} applies.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public ExecutorBuilder writeTimeout(Duration timeout) {
        options = new CallOptions(
                options.delivery(), options.readTimeout(), positive("write timeout", timeout), options.keyPrefix());
        return this;
    }

    /**
     * Sets what comes before each key, for example for one tenant of several. It also comes before computed keys. What a script
     * makes of keys, and keys in its results, have it as far as the script takes them from {@code KEYS}.
     *
     * <p>In a cluster the keys with the prefix decide the slot. A prefix with a hash tag, {@code {tenant:1}:}, therefore puts all
     * keys into one slot, because the first tag of a key counts.
     *
     * @param prefix the text, which is sent in UTF-8; empty for none
     * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags">Redis: hash tags</a>
     */
    public ExecutorBuilder keyPrefix(String prefix) {
        options = new CallOptions(options.delivery(), options.readTimeout(), options.writeTimeout(), prefix);
        return this;
    }

    /**
     * Adds interceptors around each call, inside of those that were added before: the first one is the outermost. They see keys
     * without the {@linkplain #keyPrefix prefix}.
     */
    @Beta
    public ExecutorBuilder interceptors(CallInterceptor... added) {
        interceptors.addAll(List.of(added));
        return this;
    }

    /**
     * Sets how long a call waits for a connection of the pool while all of them are in use; 60 seconds by default. No thread is
     * blocked meanwhile, except by a blocking method and by a pool that blocks itself.
     *
     * @throws IllegalStateException if there is no pool: how long connecting takes is the client's
     *     {@link io.lettuce.core.SocketOptions#getConnectTimeout()}
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public ExecutorBuilder connectTimeout(Duration timeout) {
        if (pool == null) {
            throw new IllegalStateException("a connection connects by the SocketOptions of its client;"
                    + " a connect timeout is for the connections of a pool");
        }
        connectTimeout = positive("connect timeout", timeout);
        return this;
    }

    /**
     * Sends calls of the same script that follow each other as one command. By default each call is a command.
     *
     * <p>A pipeline makes batches of what it flushes. An executor makes batches of the calls that are made while two commands
     * are in flight, by any thread; a call that is made earlier is sent at once.
     *
     * @throws IllegalStateException if there is a pool, which has a connection for each call
     */
    @Beta
    public ExecutorBuilder batching(Batching limits) {
        if (pool != null) {
            throw new IllegalStateException("the calls of a batch share one connection; a pool has one for each call");
        }
        batches = limits.limits();
        return this;
    }

    /**
     * Has scripts run as functions of a library. Scripts that the library does not have can't be called then.
     *
     * @see <a href="https://redis.io/docs/latest/commands/fcall/">FCALL</a>
     */
    @Beta
    public ExecutorBuilder functions(FunctionLibrary library) {
        functions = Objects.requireNonNull(library, "library");
        return this;
    }

    private static Duration positive(String what, Duration timeout) {
        if (Objects.requireNonNull(timeout, what).isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(what + " " + timeout + " is not positive");
        }
        return timeout;
    }

    /** An executor that runs each call directly. */
    public ScriptExecutor build() {
        ScriptExecutor executor =
                pool != null ? pool.executor(connectTimeout, options) : new DirectExecutor(single(), options);
        return InterceptedExecutor.of(functions == null ? executor : functions.through(executor), interceptors);
    }

    /**
     * A pipeline for any number of calls.
     *
     * @throws IllegalStateException if there is a pool: the calls of a pipeline share one connection
     */
    public Pipeline buildPipeline() {
        return buildPipeline(Integer.MAX_VALUE);
    }

    /**
     * A pipeline.
     *
     * @param capacity how many calls can wait for a flush; one more fails with a
     *     {@link java.util.concurrent.RejectedExecutionException}
     * @throws IllegalArgumentException if the capacity is not positive
     * @throws IllegalStateException if there is a pool: the calls of a pipeline share one connection
     */
    public Pipeline buildPipeline(int capacity) {
        return new Pipeline(single(), capacity, options, functions, interceptors);
    }

    private Dispatcher single() {
        if (dispatcher == null) {
            throw new IllegalStateException("the calls of a pipeline share one connection, which a pool does not have");
        }
        return batches == null ? dispatcher : new BatchingDispatcher(dispatcher, batches);
    }
}
