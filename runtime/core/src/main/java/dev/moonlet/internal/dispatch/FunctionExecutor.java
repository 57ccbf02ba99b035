package dev.moonlet.internal.dispatch;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.internal.protocol.EncodedCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Passes calls of scripts to another executor as calls of functions. */
public final class FunctionExecutor implements ScriptExecutor, ExecutorRules {

    private final ScriptExecutor executor;
    private final Binding binding;

    /** Finds the function of a script. */
    @FunctionalInterface
    public interface Binding {

        /**
         * The call of the function.
         *
         * @throws IllegalArgumentException if there is no function for the script
         */
        <T extends @Nullable Object> ScriptInvocation<T> call(ScriptInvocation<T> invocation);
    }

    public FunctionExecutor(ScriptExecutor executor, Binding binding) {
        this.executor = executor;
        this.binding = binding;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        return executor.execute(binding.call(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        ScriptInvocation<T> call;
        try {
            call = binding.call(invocation);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        return executor.executeAsync(call);
    }

    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return executor.executeOnShards(ofFunctions(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return executor.executeOnShardsAsync(ofFunctions(invocation));
    }

    private <T extends @Nullable Object> ShardInvocation<T> ofFunctions(ShardInvocation<T> invocation) {
        return invocation.around((node, shard) -> new FunctionExecutor(shard, binding));
    }

    @Override
    public void checkBlocking(ScriptInvocation<?> invocation) {
        if (executor instanceof ExecutorRules rules) {
            rules.checkBlocking(invocation);
        }
    }

    @Override
    public Duration readTimeout(EncodedCall<?> call) {
        return executor instanceof ExecutorRules rules
                ? rules.readTimeout(call)
                : Duration.ofMillis(call.readTimeout());
    }

    @Override
    public boolean isTimedAtOnce() {
        return executor instanceof ExecutorRules rules && rules.isTimedAtOnce();
    }

    @Override
    public @Nullable Delivery delivery() {
        return executor instanceof ExecutorRules rules ? rules.delivery() : null;
    }

    @Override
    public boolean allowsBlocking() {
        return executor.allowsBlocking();
    }
}
