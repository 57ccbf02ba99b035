package dev.moonlet.spring;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.codegen.ScriptFuture;
import io.lettuce.core.RedisException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
        ScriptExecutor known = known();
        if (known == null && NativeConnections.isEventLoopOfLettuce()) {
            throw new RedisException(
                    ("script %s can't be waited for on a thread of Lettuce, which would have to connect;"
                                    + " call its asynchronous method, or continue on a thread of yours (thenApplyAsync)")
                            .formatted(invocation.scriptName()));
        }
        return (known != null ? known : connect(invocation)).execute(invocation);
    }

    @Override
    public boolean allowsBlocking() {
        ScriptExecutor known = known();
        return known == null ? !NativeConnections.isEventLoopOfLettuce() : known.allowsBlocking();
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        try {
            return submit(invocation);
        } catch (RuntimeException e) { // a customizer's, or that of a factory that can't be used so
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T extends @Nullable Object> CompletionStage<T> submit(ScriptInvocation<T> invocation) {
        ScriptExecutor known = known();
        if (known != null) {
            return known.executeAsync(invocation);
        }
        if (NativeConnections.isEventLoop()) { // which may have to serve the connection that is made
            return ScriptFuture.of(ofEventLoops
                    .supply(() -> connect(invocation).executeAsync(invocation))
                    .thenCompose(stage -> stage));
        }
        return connect(invocation).executeAsync(invocation);
    }

    private @Nullable ScriptExecutor known() {
        return factory.getShareNativeConnection() ? shared.known() : lent.obtain();
    }

    private ScriptExecutor connect(ScriptInvocation<?> invocation) {
        try {
            return shared.current();
        } catch (SharedConnection.AbsentException e) {
            throw new ServerUnavailableException(invocation.scriptName(), NativeConnections.cause(e.failure()));
        }
    }
}
