package dev.moonlet.internal.dispatch;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs each call directly. */
public final class DirectExecutor implements ScriptExecutor {

    private final Dispatcher dispatcher;
    private final CallOptions options;

    public DirectExecutor(Dispatcher dispatcher, CallOptions options) {
        this.dispatcher = dispatcher;
        this.options = options;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        if (dispatcher.isMulti()) {
            throw new RedisException(
                    ("script %s can't be waited for inside of MULTI, which answers when it is executed;"
                                    + " call its asynchronous method")
                            .formatted(invocation.scriptName()));
        }
        refuseOnEventLoop(invocation.scriptName());
        PendingCall<T> pending = dispatcher.prepare(EncodedCall.of(invocation), options);
        dispatcher.submit(pending);
        Duration timeout = options.readTimeout() == null ? dispatcher.timeout() : options.readTimeout();
        try {
            if (pending.await(
                    timeout.isZero() || timeout.isNegative() ? Long.MAX_VALUE : timeout.toNanos(),
                    dispatcher.clock())) {
                return pending.get();
            }
            pending.cancel(true);
            RedisCommandTimeoutException late =
                    new RedisCommandTimeoutException("script %s was not answered within %d ms; it %s"
                            .formatted(invocation.scriptName(), timeout.toMillis(), pending.outcome()));
            late.initCause(pending.lastFailure());
            throw late;
        } catch (ExecutionException e) {
            throw CallerStack.rethrowable(e.getCause());
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedException interrupted = new InterruptedException(
                    "script %s was interrupted; it %s".formatted(invocation.scriptName(), pending.outcome()));
            interrupted.initCause(e);
            throw new RedisCommandInterruptedException(interrupted);
        }
    }

    @Override
    public boolean allowsBlocking() {
        return !dispatcher.isMulti() && !EventLoops.isCurrentThread();
    }

    /** Refuses to block one of Lettuce's event loops. */
    static void refuseOnEventLoop(String scriptName) {
        if (EventLoops.isCurrentThread()) {
            throw new RedisException(
                    ("script %s can't be waited for on a thread of Lettuce's event loop, which would have to receive the answer;"
                                    + " call its asynchronous method, or continue on a thread of yours (thenApplyAsync)")
                            .formatted(scriptName));
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        PendingCall<T> pending = dispatcher.prepare(EncodedCall.of(invocation), options);
        dispatcher.submit(pending);
        return pending;
    }

    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        refuseOnEventLoop(invocation.scriptName());
        return new ShardRun(dispatcher, options).await(invocation);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        try {
            return new ShardRun(dispatcher, options).begin(invocation);
        } catch (IllegalStateException | RedisException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
