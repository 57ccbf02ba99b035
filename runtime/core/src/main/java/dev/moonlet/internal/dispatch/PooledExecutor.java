package dev.moonlet.internal.dispatch;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.codegen.ScriptFuture;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.EncodedCall;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.support.ConnectionWrapping;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs each call on a connection that it takes from a pool, and gives back. */
public final class PooledExecutor<C extends StatefulRedisConnection<?, ?>> implements ScriptExecutor, ExecutorRules {

    private final ConnectionPool<C> pool;
    private final CallOptions options;

    /** That of the connection taken last, as they have the same. */
    private volatile Duration connectionTimeout = RedisURI.DEFAULT_TIMEOUT_DURATION;

    public PooledExecutor(ConnectionPool<C> pool, CallOptions options) {
        this.pool = pool;
        this.options = options;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        checkBlocking(invocation);
        CompletableFuture<C> taken = pool.acquire();
        C connection;
        try {
            connection = taken.get();
        } catch (ExecutionException e) {
            throw unavailable(invocation, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = taken.thenAccept(pool::give); // if it comes after all
            taken.cancel(false);
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
        connectionTimeout = connection.getTimeout();
        try {
            return on(connection).execute(invocation);
        } finally {
            pool.give(connection);
        }
    }

    @Override
    public void checkBlocking(ScriptInvocation<?> invocation) {
        DirectExecutor.refuseOnEventLoop(invocation);
    }

    @Override
    public boolean isTimedAtOnce() {
        return true;
    }

    @Override
    public Delivery delivery() {
        return options.delivery();
    }

    @Override
    public Duration readTimeout(EncodedCall<?> call) {
        if (call.readTimeout() > 0) {
            return Duration.ofMillis(call.readTimeout());
        }
        Duration ofExecutor = options.readTimeout();
        return ofExecutor == null ? connectionTimeout : ofExecutor;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        ScriptFuture<T> result = new ScriptFuture<>();
        CompletionStage<C> unused = pool.acquire().whenComplete((connection, failure) -> {
            if (failure != null) {
                result.completeExceptionally(unavailable(invocation, ConnectionFailures.unwrapped(failure)));
            } else if (result.isDone()) {
                pool.give(connection); // it was cancelled
            } else {
                run(invocation, connection, result);
            }
        });
        return result;
    }

    private <T extends @Nullable Object> void run(
            ScriptInvocation<T> invocation, C connection, ScriptFuture<T> result) {
        CompletionStage<T> answer;
        try {
            answer = on(connection).executeAsync(invocation);
        } catch (RuntimeException | Error e) {
            pool.give(connection);
            result.completeExceptionally(e);
            return;
        }
        CompletionStage<T> unused = answer.whenComplete((value, failure) -> {
            pool.give(connection);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        unused = result.whenComplete(
                (value, failure) -> answer.toCompletableFuture().cancel(false));
    }

    private ServerUnavailableException unavailable(ScriptInvocation<?> invocation, Throwable failure) {
        return new ServerUnavailableException(invocation.scriptName(), pool.reason(failure));
    }

    private ScriptExecutor on(C connection) {
        return new DirectExecutor(DispatcherRegistry.of(unwrapped(connection)), options);
    }

    /** The connection in a wrapper that gives it back when it is closed. */
    private static StatefulRedisConnection<?, ?> unwrapped(StatefulRedisConnection<?, ?> connection) {
        return Proxy.isProxyClass(connection.getClass())
                        && ConnectionWrapping.unwrap(Proxy.getInvocationHandler(connection))
                                instanceof StatefulRedisConnection<?, ?> wrapped
                ? wrapped
                : connection;
    }
}
