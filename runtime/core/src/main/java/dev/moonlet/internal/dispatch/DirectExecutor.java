package dev.moonlet.internal.dispatch;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.CallProgress;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs each call directly. */
public final class DirectExecutor implements ScriptExecutor, ExecutorRules {

    private final Dispatcher dispatcher;
    private final CallOptions options;

    public DirectExecutor(Dispatcher dispatcher, CallOptions options) {
        this.dispatcher = dispatcher;
        this.options = options;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        checkBlocking(invocation);
        EncodedCall<T> call = options.prepared(EncodedCall.of(invocation));
        Duration timeout = readTimeout(call);
        long left = nanosLeft(call, timeout);
        PendingCall<T> pending = dispatcher.prepare(call, options);
        dispatcher.submit(pending);
        try {
            if (pending.await(left, dispatcher.clock())) {
                return pending.get();
            }
            pending.cancel(true);
            throw WaitFailures.late(
                    invocation.scriptName(), timeout, CallFailures.outcome(pending), pending.lastFailure());
        } catch (ExecutionException e) {
            throw CallerStack.rethrowable(e.getCause());
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw WaitFailures.interrupted(invocation.scriptName(), CallFailures.outcome(pending), e);
        }
    }

    @Override
    public void checkBlocking(ScriptInvocation<?> invocation) {
        if (dispatcher.isMulti()) {
            throw new RedisException(
                    ("script %s can't be waited for inside of MULTI, which answers when it is executed;"
                                    + " call its asynchronous method")
                            .formatted(invocation.scriptName()));
        }
        refuseOnEventLoop(invocation.scriptName());
    }

    @Override
    public boolean isTimedAtOnce() {
        return !dispatcher.isMulti();
    }

    @Override
    public Delivery delivery() {
        return options.delivery();
    }

    @Override
    public Duration readTimeout(EncodedCall<?> call) {
        if (call.readTimeout() > 0) {
            return Duration.ofMillis(call.readTimeout());
        }
        Duration ofExecutor = options.readTimeout();
        return ofExecutor == null ? dispatcher.timeout() : ofExecutor;
    }

    /**
     * How long to wait; less than the timeout for a call that began earlier, in an interceptor.
     *
     * @throws io.lettuce.core.RedisCommandTimeoutException if its time is over
     */
    private static long nanosLeft(EncodedCall<?> call, Duration timeout) {
        CallProgress progress = call.progress();
        if (timeout.isZero() || timeout.isNegative()) {
            return Long.MAX_VALUE;
        }
        if (progress == null) {
            return timeout.toNanos();
        }
        long left = timeout.toNanos() - progress.elapsed();
        if (left <= 0) {
            throw WaitFailures.late(call.scriptName(), timeout, progress.outcome(), progress.lastFailure());
        }
        return left;
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
        PendingCall<T> pending = dispatcher.prepare(options.prepared(EncodedCall.of(invocation)), options);
        dispatcher.submit(pending);
        ReadTimeouts.start(pending, dispatcher);
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
