package dev.moonlet.internal.dispatch;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.ShardCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs calls on one shard, for the executors around it. Blocking methods wait for all shards together. */
final class ShardExecutor implements ScriptExecutor, ExecutorRules {

    private final Shard shard;
    private final Dispatcher dispatcher;
    private final CallOptions options;
    private final boolean timed;
    private volatile @Nullable PendingCall<?> last;

    /**
     * An executor.
     *
     * @param timed whether calls end when their own timeout is over, because no caller waits for them
     */
    ShardExecutor(Shard shard, Dispatcher dispatcher, CallOptions options, boolean timed) {
        this.shard = shard;
        this.dispatcher = dispatcher;
        this.options = options;
        this.timed = timed;
    }

    /** Runs a call through executors around this one. */
    <T extends @Nullable Object> ShardCall<T> run(
            ScriptInvocation<T> invocation, UnaryOperator<ScriptExecutor> around) {
        CompletableFuture<T> result;
        try {
            result = around.apply(this).executeAsync(invocation).toCompletableFuture();
        } catch (RuntimeException | Error e) {
            result = CompletableFuture.failedFuture(e);
        }
        return new Run<>(result);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        PendingCall<T> call = shard.prepare(options.prepared(EncodedCall.of(invocation)), options);
        last = call;
        shard.submit(call);
        if (timed) {
            ReadTimeouts.start(call, dispatcher);
        }
        return call;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        throw new IllegalStateException(
                "script %s runs on every shard, and can't be waited for on one of them; call executeAsync"
                        .formatted(invocation.scriptName()));
    }

    @Override
    public void checkBlocking(ScriptInvocation<?> invocation) {
        DirectExecutor.refuseOnEventLoop(invocation.scriptName());
    }

    @Override
    public Duration readTimeout(EncodedCall<?> call) {
        return Duration.ofMillis(call.readTimeout());
    }

    @Override
    public boolean isTimedAtOnce() {
        return timed;
    }

    @Override
    public Delivery delivery() {
        return options.delivery();
    }

    @Override
    public boolean allowsBlocking() {
        return false;
    }

    /** A run, whose last attempt to send it tells what may have happened. */
    private final class Run<T extends @Nullable Object> implements ShardCall<T> {

        private final CompletableFuture<T> result;

        Run(CompletableFuture<T> result) {
            this.result = result;
        }

        @Override
        public CompletableFuture<T> result() {
            return result;
        }

        @Override
        public String outcome() {
            PendingCall<?> sent = last;
            return sent == null ? "was not sent" : CallFailures.outcome(sent);
        }

        @Override
        public @Nullable Throwable lastFailure() {
            PendingCall<?> sent = last;
            return sent == null ? null : sent.lastFailure();
        }
    }
}
