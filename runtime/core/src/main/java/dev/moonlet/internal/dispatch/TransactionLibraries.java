package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.LibraryConflict;
import dev.moonlet.internal.protocol.LibraryFunction;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The libraries of functions that a transaction calls. Between {@code MULTI} and {@code EXEC} nothing can be asked, so another
 * connection loads and compares a library when a connection calls it first. Each transaction then loads it once more before its
 * calls, if the server has lost it. For use by one thread at a time.
 */
public final class TransactionLibraries {

    private final Supplier<? extends StatefulRedisConnection<?, ?>> connections;
    private final Set<String> compared = new HashSet<>();
    private @Nullable StatefulRedisConnection<?, ?> comparedFor;

    /** The libraries of the transactions on some connections. */
    public TransactionLibraries(Supplier<? extends StatefulRedisConnection<?, ?>> connections) {
        this.connections = connections;
    }

    /**
     * Has the library of a function loaded in the transaction that a connection has begun.
     *
     * @throws dev.moonlet.LibraryConflictException if the server has another library of the name
     * @throws RedisException if the server can't be asked
     */
    public void require(LibraryFunction function, StatefulRedisConnection<?, ?> own) {
        if (comparedFor != own) {
            compared.clear();
            comparedFor = own;
        }
        if (!compared.contains(function.digest())) {
            compare(function);
            compared.add(function.digest());
        }
        DispatcherRegistry.of(own, Clock.SYSTEM).loadInTransaction(function);
    }

    private void compare(LibraryFunction function) {
        StatefulRedisConnection<?, ?> other = connections.get();
        try {
            ScriptCache cache = DispatcherRegistry.of(other, Clock.SYSTEM).cache();
            CompletableFuture<ScriptCache.Outcome> end = new CompletableFuture<>();
            cache.load(List.of(function), List.of(), true, end::complete);
            ScriptCache.Outcome outcome = await(end, CommandWriter.retryTimeout(other));
            LibraryConflict conflict = cache.takeConflict(function);
            if (conflict != null) {
                throw conflict.toException(function);
            }
            Throwable failure = outcome.failure();
            if (failure != null) {
                throw CallerStack.rethrowable(failure);
            }
            String error = outcome.error();
            if (error != null) {
                throw new RedisException(error);
            }
        } finally {
            CompletableFuture<Void> unused = other.closeAsync();
        }
    }

    private static ScriptCache.Outcome await(CompletableFuture<ScriptCache.Outcome> end, long nanos) {
        try {
            return end.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new RedisException(e.getCause());
        } catch (TimeoutException e) {
            throw new RedisCommandTimeoutException("the library of the function was not loaded in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }
}
