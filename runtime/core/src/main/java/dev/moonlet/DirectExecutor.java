package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs each call directly. */
final class DirectExecutor implements ScriptExecutor {

    private final Dispatcher dispatcher;
    private final Delivery delivery;

    DirectExecutor(Dispatcher dispatcher, Delivery delivery) {
        this.dispatcher = dispatcher;
        this.delivery = Objects.requireNonNull(delivery, "delivery");
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptCall call, ReplyDecoder<T> decoder) {
        if (dispatcher.isMulti()) {
            throw new RedisException(
                    ("script %s can't be waited for inside of MULTI, which answers when it is executed;"
                                    + " call its asynchronous method")
                            .formatted(call.script().name()));
        }
        if (isOnEventLoop()) {
            throw new RedisException(
                    ("script %s can't be waited for on a thread of Lettuce's event loop, which would have to receive the answer;"
                                    + " call its asynchronous method, or continue on a thread of yours (thenApplyAsync)")
                            .formatted(call.script().name()));
        }
        PendingCall<T> pending = start(call, decoder);
        Duration timeout = dispatcher.timeout();
        try {
            if (pending.await(
                    timeout.isZero() || timeout.isNegative() ? Long.MAX_VALUE : timeout.toNanos(),
                    dispatcher.clock())) {
                return pending.get();
            }
            pending.cancel(true);
            RedisCommandTimeoutException late =
                    new RedisCommandTimeoutException("script %s was not answered within %d ms; it %s"
                            .formatted(call.script().name(), timeout.toMillis(), pending.outcome()));
            late.initCause(pending.lastFailure());
            throw late;
        } catch (ExecutionException e) {
            throw onCallingThread(e.getCause());
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedException told = new InterruptedException("script %s was not waited for any longer; it %s"
                    .formatted(call.script().name(), pending.outcome()));
            told.initCause(e);
            throw new RedisCommandInterruptedException(told);
        }
    }

    /** Whether the current thread is one of Lettuce's event loops, as it names them: {@code lettuce-epollEventLoop-4-1}. */
    private static boolean isOnEventLoop() {
        Thread current = Thread.currentThread();
        return current instanceof FastThreadLocalThread
                && current.getName().startsWith("lettuce-")
                && current.getName().contains("EventLoop");
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptCall call, ReplyDecoder<T> decoder) {
        return start(call, decoder);
    }

    private <T extends @Nullable Object> PendingCall<T> start(ScriptCall call, ReplyDecoder<T> decoder) {
        PendingCall<T> pending = dispatcher.prepare(call, decoder, delivery);
        dispatcher.submit(pending);
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
