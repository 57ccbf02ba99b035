package dev.moonlet.spring;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.codegen.ScriptFuture;
import io.lettuce.core.RedisException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Runs each call on the connection that a factory shares, or on one that it lends if it shares none. Nothing is connected before
 * the first call. Safe for use by several threads.
 */
final class FactoryExecutor implements ScriptExecutor {

    private final LettuceConnectionFactory factory;
    private final SharedConnection shared;
    private final SingletonSupplier<ScriptExecutor> lent;

    /** The calls of event loops that may have to connect. */
    private final OrderedActions ofEventLoops = new OrderedActions();

    /**
     * An executor on a factory.
     *
     * @param shared the connection that it shares
     * @param lent the executor on the connections that it lends
     */
    FactoryExecutor(LettuceConnectionFactory factory, SharedConnection shared, SingletonSupplier<ScriptExecutor> lent) {
        this.factory = factory;
        this.shared = shared;
        this.lent = lent;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        return executor(invocation.scriptName()).execute(invocation);
    }

    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return executor(invocation.scriptName()).executeOnShards(invocation);
    }

    /** The executor of a call that waits. */
    private ScriptExecutor executor(String scriptName) {
        ScriptExecutor known = known();
        if (known == null && NativeConnections.isEventLoopOfLettuce()) {
            throw new RedisException(
                    ("script %s can't be waited for on a thread of Lettuce, which would have to connect;"
                                    + " call its asynchronous method, or continue on a thread of yours (thenApplyAsync)")
                            .formatted(scriptName));
        }
        return known != null ? known : connect(scriptName);
    }

    @Override
    public boolean allowsBlocking() {
        ScriptExecutor known = known();
        return known == null ? !NativeConnections.isEventLoopOfLettuce() : known.allowsBlocking();
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        return begin(invocation.scriptName(), executor -> executor.executeAsync(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return begin(invocation.scriptName(), executor -> executor.executeOnShardsAsync(invocation));
    }

    private <R extends @Nullable Object> CompletionStage<R> begin(
            String scriptName, Function<ScriptExecutor, CompletionStage<R>> call) {
        try {
            return submit(scriptName, call);
        } catch (RuntimeException e) { // a customizer's, or that of a factory that can't be used so
            return CompletableFuture.failedFuture(e);
        }
    }

    private <R extends @Nullable Object> CompletionStage<R> submit(
            String scriptName, Function<ScriptExecutor, CompletionStage<R>> call) {
        ScriptExecutor known = known();
        if (known != null) {
            return call.apply(known);
        }
        if (NativeConnections.isEventLoop()) { // which may have to serve the connection that is made
            return ScriptFuture.of(
                    ofEventLoops.supply(() -> call.apply(connect(scriptName))).thenCompose(stage -> stage));
        }
        return call.apply(connect(scriptName));
    }

    private @Nullable ScriptExecutor known() {
        return factory.getShareNativeConnection() ? shared.known() : lent.obtain();
    }

    private ScriptExecutor connect(String scriptName) {
        try {
            return shared.current();
        } catch (SharedConnection.AbsentException e) {
            throw new ServerUnavailableException(scriptName, NativeConnections.cause(e.failure()));
        }
    }
}
