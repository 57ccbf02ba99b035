package dev.moonlet.internal.dispatch;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardNode;
import dev.moonlet.ShardResults;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.ShardCall;
import dev.moonlet.internal.protocol.ShardCalls;
import dev.moonlet.internal.protocol.ShardScript;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs calls on every shard of a connection. */
final class ShardRun {

    private final Dispatcher dispatcher;
    private final CallOptions options;

    ShardRun(Dispatcher dispatcher, CallOptions options) {
        this.dispatcher = dispatcher;
        this.options = options;
    }

    /**
     * Sends a call to every shard. All of its calls are made before the first is sent: an argument that can't be sent fails
     * all of them.
     *
     * @throws IllegalStateException if the connection is in a transaction
     * @throws ServerUnavailableException if there is no shard
     */
    <T extends @Nullable Object> ShardCalls<T> begin(ShardInvocation<T> invocation) {
        return begin(invocation, true);
    }

    /**
     * Sends a call to every shard.
     *
     * @param timed whether each run ends when the timeout of the method is over, because no caller waits for them
     */
    private <T extends @Nullable Object> ShardCalls<T> begin(ShardInvocation<T> invocation, boolean timed) {
        if (dispatcher.isMulti()) {
            throw new IllegalStateException(
                    "script %s can't run on every shard inside of MULTI, which one server runs: call it before or after"
                            .formatted(invocation.scriptName()));
        }
        List<Shard> shards = dispatcher.shards(invocation.isOnReplicas());
        if (shards.isEmpty()) {
            throw new ServerUnavailableException(
                    invocation.scriptName(), new RedisConnectionException("no master of the cluster has slots"));
        }
        List<ScriptInvocation<T>> calls = new ArrayList<>();
        for (Shard shard : shards) {
            ScriptInvocation<T> call = invocation.invocation(shard.tag());
            PendingCall<T> unused =
                    shard.prepare(options.prepared(EncodedCall.of(call)), options); // or it can't be sent
            calls.add(call);
        }
        List<ShardCall<T>> runs = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            ShardExecutor executor = new ShardExecutor(shards.get(i), dispatcher, options, timed);
            runs.add(
                    executor.run(calls.get(i), wrapper(invocation, shards.get(i).node())));
        }
        int readTimeout = EncodedCall.of(calls.get(0)).readTimeout();
        return new ShardCalls<>(
                invocation.scriptName(),
                readTimeout,
                shards.stream().map(Shard::node).toList(),
                runs);
    }

    private static UnaryOperator<ScriptExecutor> wrapper(ShardInvocation<?> invocation, ShardNode node) {
        return invocation instanceof ShardScript<?> script
                ? executor -> script.wrapper().apply(node, executor)
                : UnaryOperator.identity();
    }

    /** That of the method, of the executor, or of the connection. */
    private Duration timeout(int ofMethod) {
        if (ofMethod > 0) {
            return Duration.ofMillis(ofMethod);
        }
        Duration ofExecutor = options.readTimeout();
        return ofExecutor == null ? dispatcher.timeout() : ofExecutor;
    }

    /** Waits for the outcomes. What has none in time has failed. */
    <T extends @Nullable Object> ShardResults<T> await(ShardInvocation<T> invocation) {
        ShardCalls<T> calls = begin(invocation, false);
        Duration timeout = timeout(calls.readTimeout());
        try {
            if (!calls.await(
                    timeout.isZero() || timeout.isNegative() ? Long.MAX_VALUE : timeout.toNanos(),
                    dispatcher.clock())) {
                calls.expire(timeout);
            }
            return calls.get();
        } catch (ExecutionException e) {
            throw CallerStack.rethrowable(e.getCause());
        } catch (InterruptedException e) {
            calls.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedException interrupted = new InterruptedException(
                    "script %s was interrupted; it may have run on some shards".formatted(invocation.scriptName()));
            interrupted.initCause(e);
            throw new RedisCommandInterruptedException(interrupted);
        }
    }
}
