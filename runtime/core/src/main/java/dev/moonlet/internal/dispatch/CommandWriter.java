package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes commands to a connection. Safe for use by several threads. */
public final class CommandWriter {

    /**
     * How many commands of a batch are written at a time: the server runs these while the next ones are encoded. With fewer,
     * their writes cost more than that saves.
     */
    static final int PIECE = 128;

    private final StatefulConnection<byte[], byte[]> connection;
    private final boolean inBatches;

    /** The thread whose commands are collected, and these, which only that thread touches. */
    private final AtomicReference<@Nullable Thread> collecting = new AtomicReference<>();

    private final List<RedisCommand<byte[], byte[], ?>> collected = new ArrayList<>();

    /** What is done as soon as these are written. */
    private final List<Runnable> afterwards = new ArrayList<>();

    private CommandWriter(StatefulConnection<byte[], byte[]> connection, boolean inBatches) {
        this.connection = connection;
        this.inBatches = inBatches;
    }

    /** A writer to one connection. */
    static CommandWriter of(StatefulRedisConnection<byte[], byte[]> connection) {
        return new CommandWriter(connection, true);
    }

    /** A writer to a connection of which the client chooses the server of each command. */
    static CommandWriter routing(StatefulConnection<byte[], byte[]> connection) {
        return new CommandWriter(connection, false); // a batch would wait for connections on this thread
    }

    /** Sends a command, at once or with what the users of the connection flush themselves. One that can't be written fails. */
    void send(RedisCommand<byte[], byte[], ?> command) {
        if (collecting.get() == Thread.currentThread()) {
            collected.add(command);
        } else {
            sendNow(command);
        }
    }

    /** Sends a command, also while this thread collects others. */
    void sendNow(RedisCommand<byte[], byte[], ?> command) {
        try {
            connection.dispatch(command);
        } catch (RuntimeException | Error e) {
            command.completeExceptionally(ConnectionFailures.of(e));
        }
    }

    /** Sends commands in their order, in pieces. If one can't be written, it fails and all behind it. */
    void send(List<? extends RedisCommand<byte[], byte[], ?>> commands) {
        if (collecting.get() == Thread.currentThread()) {
            collected.addAll(commands);
            return;
        }
        if (commands.size() <= 1 || !inBatches) {
            commands.forEach(this::send);
            return;
        }
        for (int from = 0; from < commands.size(); from += PIECE) {
            try {
                connection.dispatch(commands.subList(from, Math.min(from + PIECE, commands.size())));
            } catch (RuntimeException | Error e) {
                Throwable failure = ConnectionFailures.of(e);
                commands.subList(from, commands.size()).forEach(command -> command.completeExceptionally(failure));
                return;
            }
        }
    }

    /**
     * Has something done as soon as the commands that this thread collects are written.
     *
     * @return false if it collects none, because they were written at once
     */
    boolean defer(Runnable action) {
        return collecting.get() == Thread.currentThread() && afterwards.add(action);
    }

    /** Runs an action, and sends what it sends in one flush. */
    void together(Runnable action) {
        if (!collecting.compareAndSet(null, Thread.currentThread())) {
            action.run(); // another thread's commands are being collected, or already this one's
            return;
        }
        List<RedisCommand<byte[], byte[], ?>> commands = List.of();
        List<Runnable> deferred = List.of();
        try {
            action.run();
        } finally {
            commands = List.copyOf(collected);
            deferred = List.copyOf(afterwards);
            collected.clear();
            afterwards.clear();
            collecting.set(null);
            try {
                if (!commands.isEmpty()) {
                    send(commands);
                    flush();
                }
            } finally {
                deferred.forEach(Runnable::run);
            }
        }
    }

    /** Sends at once what was written, also if the users of the connection flush themselves. */
    void flush() {
        try {
            connection.flushCommands();
        } catch (RuntimeException e) {
            if (!isClosed()) {
                throw e;
            }
        }
    }

    /** Whether the server only queues what is sent, until the connection's {@code EXEC}. */
    boolean isMulti() {
        return connection instanceof StatefulRedisConnection<?, ?> single && single.isMulti();
    }

    /** Whether the connection was closed for good. */
    public boolean isClosed() {
        return isClosed(connection);
    }

    public static boolean isClosed(StatefulConnection<?, ?> connection) {
        return (connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed())
                || connection.getResources().eventExecutorGroup().isShuttingDown();
    }

    /** For how long a call is sent again if its server is not there, in nanoseconds: as long as a caller waits. */
    public static long retryTimeout(StatefulConnection<?, ?> connection) {
        Duration timeout = connection.getTimeout();
        return timeout.isZero() || timeout.isNegative() ? Long.MAX_VALUE : timeout.toNanos();
    }

    /** For how long the client lets a call wait for its answer, in nanoseconds; {@link Long#MAX_VALUE} without such timeouts. */
    static long limit(StatefulConnection<?, ?> connection, PendingCall<?> call) {
        TimeoutOptions options = connection.getOptions().getTimeoutOptions();
        if (!options.isTimeoutCommands()) {
            return Long.MAX_VALUE;
        }
        if (options.isApplyConnectionTimeout()) {
            return retryTimeout(connection);
        }
        long own = options.getSource().getTimeout(call.description());
        return own <= 0 ? Long.MAX_VALUE : options.getSource().getTimeUnit().toNanos(own);
    }
}
