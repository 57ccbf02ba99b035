package dev.moonlet.spring;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
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
        return run(invocation.scriptName(), () -> executor.execute(invocation));
    }

    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return run(invocation.scriptName(), () -> executor.executeOnShards(invocation));
    }

    private <R extends @Nullable Object> R run(String scriptName, Supplier<R> call) {
        try {
            bound.refuseWhileCollecting(scriptName);
            if (!inFlight.begin()) {
                throw stopped(scriptName);
            }
            try {
                return call.get();
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
        return begin(invocation.scriptName(), () -> executor.executeAsync(invocation));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return begin(invocation.scriptName(), () -> executor.executeOnShardsAsync(invocation));
    }

    private <R extends @Nullable Object> CompletionStage<R> begin(
            String scriptName, Supplier<CompletionStage<R>> call) {
        CompletionStage<R> stage;
        try {
            bound.refuseWhileCollecting(scriptName);
            stage = counted(scriptName, call);
        } catch (RuntimeException e) {
            throw translator == null ? e : translator.translate(e);
        }
        return translator == null ? stage : new TranslatedFuture<>(stage, translator);
    }

    private <R extends @Nullable Object> CompletionStage<R> counted(
            String scriptName, Supplier<CompletionStage<R>> call) {
        if (!inFlight.begin()) {
            return CompletableFuture.failedFuture(stopped(scriptName));
        }
        try {
            CompletionStage<R> stage = call.get();
            CompletionStage<R> unused = stage.whenComplete((result, failure) -> inFlight.end());
            return stage;
        } catch (RuntimeException | Error e) {
            inFlight.end();
            throw e;
        }
    }

    private static ServerUnavailableException stopped(String scriptName) {
        return new ServerUnavailableException(
                scriptName, new IllegalStateException("the executor is stopped, as its application is"));
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
