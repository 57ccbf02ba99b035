package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs each call directly. */
final class DirectExecutor implements ScriptExecutor {

    private final CallRoute route;
    private final Delivery delivery;

    DirectExecutor(CallRoute route, Delivery delivery) {
        this.route = route;
        this.delivery = Objects.requireNonNull(delivery, "delivery");
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        if (route.isMulti()) {
            throw new RedisException(
                    ("script %s can't be waited for inside of MULTI, which answers when it is executed;"
                                    + " call its asynchronous method")
                            .formatted(call.script().name()));
        }
        ScriptCommand<T> pending = start(call, decoder);
        Duration timeout = route.timeout();
        try {
            if (pending.await(timeout.isZero() || timeout.isNegative() ? Long.MAX_VALUE : timeout.toNanos())) {
                return pending.get();
            }
            pending.cancel(true);
            RedisCommandTimeoutException late =
                    new RedisCommandTimeoutException("script %s was not answered within %d ms; it %s"
                            .formatted(call.script().name(), timeout.toMillis(), pending.fate()));
            late.initCause(pending.lastTrouble());
            throw late;
        } catch (ExecutionException e) {
            throw onCallingThread(e.getCause());
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedException told = new InterruptedException("script %s was not waited for any longer; it %s"
                    .formatted(call.script().name(), pending.fate()));
            told.initCause(e);
            throw new RedisCommandInterruptedException(told);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        return start(call, decoder);
    }

    private <T extends @Nullable Object> ScriptCommand<T> start(ScriptCall call, ReplyDecoder<T> decoder) {
        ScriptCommand<T> pending = route.prepare(call, decoder, delivery);
        route.submit(pending);
        return pending;
    }

    static RuntimeException onCallingThread(@Nullable Throwable failure) {
        if (failure instanceof ScriptCallException e) {
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
