package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.ConnectionFailures;
import io.lettuce.core.RedisException;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes connections from a pool, and waits for one without blocking a thread while all of them are in use here. Safe for use by
 * several threads.
 *
 * @param <C> the type of the connections
 */
public final class ConnectionPool<C> {

    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(ConnectionPool.class);

    private final Supplier<? extends CompletionStage<C>> pool;
    private final Function<C, ? extends CompletionStage<?>> release;
    private final Duration timeout;

    @GuardedBy("this")
    private final Queue<Waiter<C>> waiting = new ArrayDeque<>();

    /** How many connections are taken or being taken. */
    @GuardedBy("this")
    private int taken;

    /** How many were given back. */
    @GuardedBy("this")
    private long released;

    /** A connection that a caller asked for. */
    private static final class Waiter<C> extends CompletableFuture<C> {

        private boolean timed;

        /** Fails with a {@link TimeoutException} unless it is complete by then. */
        void limit(Duration timeout) {
            if (!timed) {
                timed = true;
                CompletableFuture<C> unused = orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /**
     * A pool.
     *
     * @param pool takes a connection; fails with a {@link NoSuchElementException} if there is none left
     * @param release gives one back
     * @param timeout how long a caller waits for one
     */
    public ConnectionPool(
            Supplier<? extends CompletionStage<C>> pool,
            Function<C, ? extends CompletionStage<?>> release,
            Duration timeout) {
        this.pool = pool;
        this.release = release;
        this.timeout = timeout;
    }

    /** A connection, in the order of the calls. If the result is cancelled, the connection goes back. */
    CompletableFuture<C> acquire() {
        Waiter<C> waiter = new Waiter<>();
        synchronized (this) {
            if (!waiting.isEmpty()) {
                await(waiter);
                return waiter;
            }
        }
        take(waiter);
        return waiter;
    }

    private void take(Waiter<C> waiter) {
        long before;
        synchronized (this) {
            taken++;
            before = released;
        }
        CompletionStage<C> unused = takeFromPool().whenComplete((given, thrown) -> {
            if (given == null) {
                onNone(waiter, before, thrown == null ? null : ConnectionFailures.unwrapped(thrown));
            } else if (!waiter.complete(given)) {
                give(given); // its caller has given up
            }
        });
    }

    private void onNone(Waiter<C> waiter, long before, @Nullable Throwable failure) {
        boolean exhausted = failure instanceof NoSuchElementException;
        boolean again;
        synchronized (this) {
            taken--;
            again = exhausted && released != before; // one may be free by now
            if (exhausted && !again && taken > 0) {
                await(waiter);
                return;
            }
        }
        if (again) {
            take(waiter);
        } else {
            fail(waiter, failure);
            takeForNext();
        }
    }

    private CompletionStage<C> takeFromPool() {
        try {
            return pool.get().thenApply(given -> Objects.requireNonNull(given, "null"));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @GuardedBy("this")
    private void await(Waiter<C> waiter) {
        waiting.removeIf(CompletableFuture::isDone);
        waiting.add(waiter);
        waiter.limit(timeout);
    }

    private static void fail(CompletableFuture<?> connection, @Nullable Throwable reason) {
        String why = reason == null ? "" : ": " + reason.getMessage();
        connection.completeExceptionally(new RedisException("the pool gave no connection" + why, reason));
    }

    /** Why a connection that was asked for did not come. */
    RedisException reason(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new RedisException(
                    "the pool gave no connection: all of them were in use for " + timeout.toMillis() + " ms", failure);
        }
        return failure instanceof RedisException e
                ? e
                : new RedisException("the pool gave no connection: " + failure.getMessage(), failure);
    }

    /** Gives a connection back. A failure to do so is logged: the call has its answer. */
    void give(C connection) {
        CompletionStage<?> done;
        try {
            done = release.apply(connection);
        } catch (RuntimeException e) {
            done = CompletableFuture.failedFuture(e);
        }
        CompletionStage<?> unused = done.whenComplete((result, failure) -> {
            if (failure != null) {
                LOGGER.warn("can't give a connection back to its pool", failure);
            }
            synchronized (this) {
                taken--;
                released++;
            }
            takeForNext();
        });
    }

    private void takeForNext() {
        Waiter<C> next;
        synchronized (this) {
            do {
                next = waiting.poll();
            } while (next != null && next.isDone());
        }
        if (next != null) {
            take(next);
        }
    }
}
