package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs each call directly on one connection. */
final class ConnectionExecutor<K, V> implements ScriptExecutor, CommandSink<K, V> {

    private final StatefulRedisConnection<K, V> connection;
    private final CallLane<K, V> lane = new CallLane<>(this);

    ConnectionExecutor(StatefulRedisConnection<K, V> connection) {
        this.connection = Objects.requireNonNull(connection, "connection");
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        if (connection.isMulti()) {
            throw new RedisException(
                    ("script %s can't be waited for inside of MULTI, which answers when it is executed;"
                                    + " call its asynchronous method")
                            .formatted(call.script().name()));
        }
        ScriptCommand<K, V, T> pending = start(call, decoder);
        Duration timeout = connection.getTimeout();
        try {
            return timeout.isZero() || timeout.isNegative()
                    ? pending.get()
                    : pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw onCallingThread(e.getCause());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new RedisCommandTimeoutException("script %s was not answered within %d ms"
                    .formatted(call.script().name(), timeout.toMillis()));
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        return start(call, decoder);
    }

    private <T extends @Nullable Object> ScriptCommand<K, V, T> start(ScriptCall call, ReplyDecoder<T> decoder) {
        ScriptCommand<K, V, T> pending = new ScriptCommand<>(lane, call, decoder);
        if (connection.isMulti()) {
            lane.submitText(pending); // a digest that is unknown would fail when the others have been applied
        } else {
            lane.submit(pending);
        }
        return pending;
    }

    @Override
    public void write(RedisCommand<K, V, ?> command) {
        connection.dispatch(command);
    }

    @Override
    public void write(List<RedisCommand<K, V, ?>> commands) {
        connection.dispatch(commands);
        connection.flushCommands(); // of those that are sent again, the user who flushes by himself knows nothing
    }

    private static RuntimeException onCallingThread(@Nullable Throwable failure) {
        if (failure instanceof ScriptException e) {
            return e.onCallingThread();
        }
        if (failure instanceof ReplyMismatchException e) {
            return e.onCallingThread();
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            return e;
        }
        return new RedisException(failure);
    }
}
