package dev.moonlet.spring;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * An executor as a bean. It stops before its factory: calls in flight get their answers, and new ones fail. It refuses calls where
 * they would not take part in what Spring collects, and turns exceptions into those of Spring if it has a translator. Safe for use
 * by several threads.
 */
final class ManagedExecutor implements ScriptExecutor, SmartLifecycle, DisposableBean {

    private final ScriptExecutor executor;
    private final LettuceConnectionFactory factory;
    private final BoundConnection bound;
    private final InFlightCalls inFlight;
    private final @Nullable ScriptExceptionTranslator translator;

    ManagedExecutor(
            ScriptExecutor executor,
            LettuceConnectionFactory factory,
            InFlightCalls inFlight,
            @Nullable ScriptExceptionTranslator translator) {
        this.executor = executor;
        this.factory = factory;
        this.bound = new BoundConnection(factory);
        this.inFlight = inFlight;
        this.translator = translator;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        try {
            bound.refuseWhileCollecting(invocation);
            if (!inFlight.begin()) {
                throw stopped(invocation);
            }
            try {
                return executor.execute(invocation);
            } finally {
                inFlight.end();
            }
        } catch (RuntimeException e) {
            throw translator == null ? e : translator.translate(e);
        }
    }

    @Override
    public boolean allowsBlocking() {
        return executor.allowsBlocking();
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        CompletionStage<T> stage;
        try {
            bound.refuseWhileCollecting(invocation);
            stage = counted(invocation);
        } catch (RuntimeException e) {
            throw translator == null ? e : translator.translate(e);
        }
        return translator == null ? stage : new TranslatedFuture<>(stage, translator);
    }

    private <T extends @Nullable Object> CompletionStage<T> counted(ScriptInvocation<T> invocation) {
        if (!inFlight.begin()) {
            return CompletableFuture.failedFuture(stopped(invocation));
        }
        try {
            CompletionStage<T> stage = executor.executeAsync(invocation);
            CompletionStage<T> unused = stage.whenComplete((result, failure) -> inFlight.end());
            return stage;
        } catch (RuntimeException | Error e) {
            inFlight.end();
            throw e;
        }
    }

    private static ServerUnavailableException stopped(ScriptInvocation<?> invocation) {
        return new ServerUnavailableException(
                invocation.scriptName(), new IllegalStateException("the executor is stopped, as its application is"));
    }

    /** Accepts calls, as it does from the beginning. */
    @Override
    public void start() {
        inFlight.open();
    }

    @Override
    public void stop() {
        inFlight.close(() -> {});
    }

    @Override
    public void stop(Runnable callback) {
        inFlight.close(callback);
    }

    /** What may make calls while it stops is destroyed already, and the connections are still open. */
    @Override
    public void destroy() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return inFlight.isOpen();
    }

    /** Stops before the factory, when the answers are there, and starts after it. */
    @Override
    public int getPhase() {
        int phase = factory.getPhase();
        return phase == Integer.MAX_VALUE ? phase : phase + 1;
    }
}
