package dev.moonlet.internal.dispatch;

import dev.moonlet.CallInterceptor;
import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.internal.protocol.EncodedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Runs interceptors around the calls of an executor. */
public final class InterceptedExecutor implements ScriptExecutor, ExecutorRules {

    private final ScriptExecutor target;
    private final List<CallInterceptor> interceptors;

    private InterceptedExecutor(ScriptExecutor target, List<CallInterceptor> interceptors) {
        this.target = target;
        this.interceptors = interceptors;
    }

    /** An executor with interceptors around it; the executor itself if there are none. */
    public static ScriptExecutor of(ScriptExecutor target, List<CallInterceptor> interceptors) {
        return interceptors.isEmpty() ? target : new InterceptedExecutor(target, List.copyOf(interceptors));
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        EncodedCall<T> call = EncodedCall.of(invocation);
        checkBlocking(invocation);
        Interception<T> interception = new Interception<>(this, call, Thread.currentThread());
        interception.begin();
        return interception.await(readTimeout(call));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        Interception<T> interception = new Interception<>(this, EncodedCall.of(invocation), null);
        interception.begin();
        interception.throwMistake();
        if (isTimedAtOnce()) {
            interception.limit();
        }
        return interception;
    }

    /** Interceptors handle the run on each shard, because each has its outcome. */
    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return target.executeOnShards(onEachShard(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return target.executeOnShardsAsync(onEachShard(invocation));
    }

    private <T extends @Nullable Object> ShardInvocation<T> onEachShard(ShardInvocation<T> invocation) {
        return invocation.around((node, shard) -> new InterceptedExecutor(shard, interceptors));
    }

    @Override
    public boolean allowsBlocking() {
        return target.allowsBlocking();
    }

    @Override
    public void checkBlocking(ScriptInvocation<?> invocation) {
        if (target instanceof ExecutorRules rules) {
            rules.checkBlocking(invocation);
        }
    }

    /** That of the executor. One that is not of this library has no known timeout, and its calls end by that. */
    @Override
    public Duration readTimeout(EncodedCall<?> call) {
        return target instanceof ExecutorRules rules ? rules.readTimeout(call) : Duration.ofMillis(call.readTimeout());
    }

    @Override
    public boolean isTimedAtOnce() {
        return target instanceof ExecutorRules rules && rules.isTimedAtOnce();
    }

    @Override
    public @Nullable Delivery delivery() {
        return target instanceof ExecutorRules rules ? rules.delivery() : null;
    }

    ScriptExecutor target() {
        return target;
    }

    List<CallInterceptor> interceptors() {
        return interceptors;
    }
}
