package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptFuture;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.support.ConnectionWrapping;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs each call on a connection that it takes from a pool, and gives back. */
final class PooledExecutor<C extends StatefulRedisConnection<?, ?>> implements ScriptExecutor {

    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(PooledExecutor.class);

    private final Supplier<CompletionStage<C>> pool;
    private final Consumer<C> giveBack;
    private final Delivery delivery;

    PooledExecutor(Supplier<CompletionStage<C>> pool, Consumer<C> giveBack, Delivery delivery) {
        this.pool = pool;
        this.giveBack = giveBack;
        this.delivery = Objects.requireNonNull(delivery, "delivery");
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        CompletableFuture<C> taken = take();
        C connection;
        try {
            connection = taken.get();
        } catch (ExecutionException e) {
            throw none(call, e.getCause());
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = taken.thenAccept(this::give); // if it comes after all
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
        try {
            return on(connection).execute(call, decoder);
        } finally {
            give(connection);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        ScriptFuture<T> result = new ScriptFuture<>();
        CompletionStage<C> unused = take().whenComplete((connection, failure) -> {
            if (failure != null) {
                result.completeExceptionally(none(call, ConnectionFailures.unwrapped(failure)));
            } else if (result.isDone()) {
                give(connection); // it was cancelled
            } else {
                run(call, decoder, connection, result);
            }
        });
        return result;
    }

    private <T extends @Nullable Object> void run(
            ScriptCall call, ReplyDecoder<T> decoder, C connection, ScriptFuture<T> result) {
        CompletionStage<T> answer;
        try {
            answer = on(connection).executeAsync(call, decoder);
        } catch (RuntimeException | Error e) {
            give(connection);
            result.completeExceptionally(e);
            return;
        }
        CompletionStage<T> unused = answer.whenComplete((value, failure) -> {
            give(connection);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        unused = result.whenComplete(
                (value, failure) -> answer.toCompletableFuture().cancel(false));
    }

    private CompletableFuture<C> take() {
        try {
            return pool.get()
                    .thenApply(connection -> Objects.requireNonNull(connection, "null"))
                    .toCompletableFuture();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Gives a connection back. That this fails is the pool's matter: the call has its answer. */
    private void give(C connection) {
        try {
            giveBack.accept(connection);
        } catch (RuntimeException e) {
            LOGGER.warn("can't give a connection back to its pool", e);
        }
    }

    private static ServerUnavailableException none(ScriptCall call, @Nullable Throwable reason) {
        String why = reason == null ? "" : ": " + reason.getMessage();
        return new ServerUnavailableException(
                call.script().name(), new RedisException("the pool gave no connection" + why, reason));
    }

    private ScriptExecutor on(C connection) {
        return new DirectExecutor(DispatcherRegistry.of(unwrapped(connection)), delivery);
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
