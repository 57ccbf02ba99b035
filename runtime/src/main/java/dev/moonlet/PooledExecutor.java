package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import dev.moonlet.generated.ScriptFuture;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs each call on a connection that it takes from a pool, and gives back. What one of them has loaded is tried by digest on
 * the others.
 */
final class PooledExecutor<C extends StatefulRedisConnection<?, ?>> implements ScriptExecutor {

    private final Supplier<CompletionStage<C>> pool;
    private final Consumer<C> giveBack;
    private final Delivery delivery;
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    PooledExecutor(Supplier<CompletionStage<C>> pool, Consumer<C> giveBack, Delivery delivery) {
        this.pool = pool;
        this.giveBack = giveBack;
        this.delivery = Objects.requireNonNull(delivery, "delivery");
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        C connection;
        try {
            connection = take().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw none(call, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
        try {
            return on(connection).execute(call, decoder);
        } finally {
            giveBack.accept(connection);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        ScriptFuture<T> result = new ScriptFuture<>();
        CompletionStage<C> unused = take().whenComplete((connection, failure) -> {
            if (failure != null) {
                result.completeExceptionally(
                        none(call, failure instanceof CompletionException ? failure.getCause() : failure));
                return;
            }
            CompletionStage<T> unusedToo = on(connection)
                    .executeAsync(call, decoder)
                    .whenComplete((value, error) -> {
                        giveBack.accept(connection);
                        if (error == null) {
                            result.complete(value);
                        } else {
                            result.completeExceptionally(error);
                        }
                    });
        });
        return result;
    }

    private CompletionStage<C> take() {
        try {
            return pool.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ServerUnavailableException none(ScriptCall call, @Nullable Throwable reason) {
        return new ServerUnavailableException(call.script().name(), reason);
    }

    private ScriptExecutor on(C connection) {
        return new DirectExecutor(ConnectionRoute.borrowed(connection, loaded), delivery);
    }
}
