package dev.moonlet;

import dev.moonlet.internal.dispatch.DirectExecutor;
import dev.moonlet.internal.dispatch.DispatcherRegistry;
import dev.moonlet.internal.dispatch.TransactionConnection;
import dev.moonlet.internal.dispatch.TransactionLibraries;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LibraryFunction;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts and commands in {@code MULTI} and {@code EXEC}: all of them, with nothing in between, or none.
 *
 * <pre>{@code
 * try (Transaction<String, String> transaction = Transaction.of(client::connect)) {
 *     Visits visits = new VisitsLua(transaction);
 *     long count = transaction.run(commands -> {
 *         commands.lpush("log", "/home");
 *         return visits.countAsync("/home");
 *     });
 * }
 * }</pre>
 *
 * <p>What is called in the block is sent at once and queued by the server; the stages complete when all of it has run. If the
 * block throws, everything is discarded. Scripts are called by their asynchronous methods, in the block and by its thread; others are
 * refused with an {@link IllegalStateException}. That a command fails when it runs, in Redis, does not undo the others.
 *
 * <p>Each transaction has its own connection, which is made when it is needed and closed when it is lost: nothing
 * of it is ever sent again, or outside of it. Safe for use by several threads, which take turns.
 *
 * @param <K> the type of the keys of plain commands
 * @param <V> the type of the values of plain commands
 * @see <a href="https://redis.io/docs/latest/develop/using-commands/transactions/">Redis transactions</a>
 */
public final class Transaction<K, V> implements ScriptExecutor, AutoCloseable {

    private static final CallOptions OPTIONS = CallOptions.of(Delivery.AT_MOST_ONCE);
    private static final int ATTEMPTS = 10;
    private static final long FIRST_PAUSE_MICROS = 500;
    private static final int DOUBLINGS = 8;

    private final TransactionConnection<K, V> connection;
    private final TransactionLibraries libraries;
    private final int attempts;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean queueing;

    private Transaction(Supplier<StatefulRedisConnection<K, V>> connections, int attempts) {
        this.connection = new TransactionConnection<>(connections);
        this.libraries = new TransactionLibraries(connections);
        this.attempts = attempts;
    }

    /**
     * A transaction that is tried ten times if others write to what it watches.
     *
     * @param connections makes connections, which no other code uses: {@code client::connect}
     */
    public static <K, V> Transaction<K, V> of(Supplier<StatefulRedisConnection<K, V>> connections) {
        return of(connections, ATTEMPTS);
    }

    /**
     * A transaction.
     *
     * @param connections makes connections, which no other code uses: {@code client::connect}
     * @param attempts how often it is tried if others write to what it watches
     * @throws IllegalArgumentException if that is not positive
     */
    public static <K, V> Transaction<K, V> of(Supplier<StatefulRedisConnection<K, V>> connections, int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts " + attempts + " is not positive");
        }
        return new Transaction<>(connections, attempts);
    }

    /**
     * Runs what a block calls, and waits for the result.
     *
     * @param block calls scripts, and commands on what it is given, and returns the stage of its result
     * @return the result of that stage
     * @throws TransactionException if the connection is lost
     * @throws RedisException if the server refuses it, or what the stage fails with
     */
    public <T extends @Nullable Object> T run(Function<RedisAsyncCommands<K, V>, ? extends CompletionStage<T>> block) {
        Objects.requireNonNull(block, "block");
        return runWatching(List.of(), reads -> block);
    }

    /**
     * Runs what a block calls unless others write to some keys in the meantime; then it is tried again, after a pause that
     * doubles.
     *
     * <pre>{@code
     * long left = transaction.runWatching(List.of("stock"), reads -> {
     *     long stock = Long.parseLong(reads.get("stock"));
     *     return commands -> commands.decrby("stock", Math.min(stock, 3));
     * });
     * }</pre>
     *
     * @param keys what is watched
     * @param block reads, on what it is given, and returns the block that {@link #run} takes
     * @return the result of the stage of that
     * @throws TransactionException if others write to the keys each time, or the connection is lost
     */
    public <T extends @Nullable Object> T runWatching(
            Collection<? extends K> keys,
            Function<RedisCommands<K, V>, ? extends Function<RedisAsyncCommands<K, V>, ? extends CompletionStage<T>>>
                    block) {
        Objects.requireNonNull(block, "block");
        keys.forEach(key -> Objects.requireNonNull(key, "a key to watch"));
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "a transaction can't be run inside of another one, whose block can call the same");
        }
        turn.lock();
        try {
            for (int attempt = 0; attempt < attempts; attempt++) {
                pause(attempt);
                StatefulRedisConnection<K, V> own = connection.connect();
                CompletionStage<T> result = queue(own, keys, block);
                if (execute(own, result)) {
                    return TransactionConnection.await(result, own);
                }
            }
            throw new TransactionException(
                    "the transaction was given up after " + attempts
                            + " attempts, each time because others wrote to what it watches;"
                            + " Transaction.of takes another number of them",
                    false,
                    null);
        } finally {
            turn.unlock();
        }
    }

    @SuppressWarnings("unchecked") // an array for varargs
    private <T extends @Nullable Object> CompletionStage<T> queue(
            StatefulRedisConnection<K, V> own,
            Collection<? extends K> keys,
            Function<RedisCommands<K, V>, ? extends Function<RedisAsyncCommands<K, V>, ? extends CompletionStage<T>>>
                    block) {
        boolean queued = false;
        boolean begun = true; // as far as anybody knows
        try {
            if (!keys.isEmpty()) {
                own.sync().watch((K[]) keys.toArray());
            }
            var commands = Objects.requireNonNull(
                    block.apply(own.sync()), "the block that reads returned null, and not the block to run");
            begun = false;
            own.sync().multi();
            DispatcherRegistry.of(own, Clock.SYSTEM).beginTransaction();
            begun = true;
            queueing = true;
            CompletionStage<T> result = Objects.requireNonNull(
                    commands.apply(own.async()), "the block returned null, and not the stage of its result");
            queued = true;
            return result;
        } catch (RedisCommandTimeoutException e) {
            begun = false;
            throw notRunInTime(e);
        } catch (RedisException | CancellationException e) {
            if (own.isOpen()) {
                throw e;
            }
            throw lost(false, e); // the client ends the commands of a connection that is closed in either way
        } finally {
            queueing = false;
            if (!begun) {
                TransactionConnection.abandon(
                        own); // the server may come to MULTI, or to what is watched, later than the client knows
            } else if (!queued) {
                TransactionConnection.discard(own);
            }
        }
    }

    /** Whether it has run; otherwise others wrote to what it watches. */
    private boolean execute(StatefulRedisConnection<K, V> own, CompletionStage<?> result) {
        if (!own.isOpen()) {
            throw lost(false, null);
        }
        if (!own.isMulti()) {
            TransactionConnection.abandon(own); // it is unknown what is queued there
            throw new IllegalStateException(
                    "the block called MULTI, EXEC or DISCARD, which is for the transaction to do;"
                            + " what it called before may have run");
        }
        try {
            return !own.sync().exec().wasDiscarded();
        } catch (RedisCommandExecutionException e) {
            if (isRefused(result)) {
                return true; // for which the server refuses all of it, and which tells more
            }
            throw e;
        } catch (RedisCommandInterruptedException e) {
            TransactionConnection.abandon(own);
            throw e;
        } catch (RedisException | CancellationException e) {
            TransactionConnection.abandon(own);
            throw lost(true, e);
        }
    }

    /** Whether a stage tells why it failed, and not only that all of the transaction was discarded. */
    private static boolean isRefused(CompletionStage<?> result) {
        Throwable failure = result.<@Nullable Throwable>handle((value, reason) -> reason)
                .toCompletableFuture()
                .getNow(null);
        return failure != null && ConnectionFailures.unwrapped(failure).getClass() != RedisException.class;
    }

    private static TransactionException lost(boolean inDoubt, @Nullable Throwable cause) {
        return new TransactionException(
                inDoubt
                        ? "the transaction may have run: EXEC was not answered"
                        : "the transaction was not run: its connection was lost",
                inDoubt,
                cause);
    }

    private static RedisCommandTimeoutException notRunInTime(RedisCommandTimeoutException reason) {
        RedisCommandTimeoutException told =
                new RedisCommandTimeoutException("the transaction was not run: " + reason.getMessage());
        told.initCause(reason);
        return told;
    }

    private static void pause(int attempt) {
        if (attempt == 0) {
            return;
        }
        long longest = FIRST_PAUSE_MICROS << Math.min(attempt, DOUBLINGS);
        try {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }

    /** Always false: no result comes before the calls are sent. */
    @Override
    public boolean allowsBlocking() {
        return false;
    }

    /**
     * Refuses, because there is no result before {@code EXEC}.
     *
     * @throws IllegalStateException always
     */
    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        throw new IllegalStateException(
                "script %s can't be waited for in a transaction, which answers when all of it has run; call its asynchronous method"
                        .formatted(invocation.scriptName()));
    }

    /**
     * Queues a call.
     *
     * @throws IllegalStateException outside of the block of a transaction
     * @throws LibraryConflictException if it is the call of a function, and the server has another library of the same name
     */
    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        StatefulRedisConnection<K, V> own = connection.current();
        if (!turn.isHeldByCurrentThread() || !queueing || own == null) {
            throw new IllegalStateException(
                    "script %s is called outside of the block that a transaction runs, or by another thread than the one that runs it"
                            .formatted(invocation.scriptName()));
        }
        if (EncodedCall.of(invocation).script() instanceof LibraryFunction function && !function.isNamedByContent()) {
            libraries.require(function, own);
        }
        return new DirectExecutor(DispatcherRegistry.of(own), OPTIONS).executeAsync(invocation);
    }

    /**
     * Refuses, because a transaction runs on one server.
     *
     * @throws IllegalStateException always
     */
    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        throw refusedOnShards(invocation);
    }

    /** Refuses as {@link #executeOnShards}: the stage has failed. */
    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return CompletableFuture.failedFuture(refusedOnShards(invocation));
    }

    private static IllegalStateException refusedOnShards(ShardInvocation<?> invocation) {
        return new IllegalStateException(
                "script %s can't run on every shard in a transaction, which one server runs: call it before or after"
                        .formatted(invocation.scriptName()));
    }

    /** Closes the connection, if there is one. A later transaction makes another. */
    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } finally {
            turn.unlock();
        }
    }
}
