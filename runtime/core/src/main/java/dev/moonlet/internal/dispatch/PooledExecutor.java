package dev.moonlet.internal.dispatch;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
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
import java.util.function.Function;
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
        return borrow(invocation.scriptName(), executor -> executor.execute(invocation));
    }

    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return borrow(invocation.scriptName(), executor -> executor.executeOnShards(invocation));
    }

    private <R extends @Nullable Object> R borrow(String scriptName, Function<ScriptExecutor, R> call) {
        DirectExecutor.refuseOnEventLoop(scriptName);
        CompletableFuture<C> taken = pool.acquire();
        C connection;
        try {
            connection = taken.get();
        } catch (ExecutionException e) {
            throw unavailable(scriptName, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = taken.thenAccept(pool::give); // if it comes after all
            taken.cancel(false);
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
        connectionTimeout = connection.getTimeout();
        try {
            return call.apply(on(connection));
        } finally {
            pool.give(connection);
        }
    }

    @Override
    public void checkBlocking(ScriptInvocation<?> invocation) {
        DirectExecutor.refuseOnEventLoop(invocation.scriptName());
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
        return borrowAsync(invocation.scriptName(), executor -> executor.executeAsync(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return borrowAsync(invocation.scriptName(), executor -> executor.executeOnShardsAsync(invocation));
    }

    private <R extends @Nullable Object> CompletionStage<R> borrowAsync(
            String scriptName, Function<ScriptExecutor, CompletionStage<R>> call) {
        ScriptFuture<R> result = new ScriptFuture<>();
        CompletionStage<C> unused = pool.acquire().whenComplete((connection, failure) -> {
            if (failure != null) {
                result.completeExceptionally(unavailable(scriptName, ConnectionFailures.unwrapped(failure)));
            } else if (result.isDone()) {
                pool.give(connection); // it was cancelled
            } else {
                run(call, connection, result);
            }
        });
        return result;
    }

    private <R extends @Nullable Object> void run(
            Function<ScriptExecutor, CompletionStage<R>> call, C connection, ScriptFuture<R> result) {
        CompletionStage<R> answer;
        try {
            answer = call.apply(on(connection));
        } catch (RuntimeException | Error e) {
            pool.give(connection);
            result.completeExceptionally(e);
            return;
        }
        CompletionStage<R> unused = answer.whenComplete((value, failure) -> {
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

    @Override
    public boolean allowsBlocking() {
        return !EventLoops.isCurrentThread();
    }

    private ServerUnavailableException unavailable(String scriptName, Throwable failure) {
        return new ServerUnavailableException(scriptName, pool.reason(failure));
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
