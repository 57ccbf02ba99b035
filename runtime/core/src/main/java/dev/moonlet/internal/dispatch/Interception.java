package dev.moonlet.internal.dispatch;

import dev.moonlet.CallInterceptor;
import dev.moonlet.codegen.ScriptFuture;
import dev.moonlet.internal.protocol.CallProgress;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.EncodedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The result of a call that interceptors handle, and its way through them. */
final class Interception<T extends @Nullable Object> extends ScriptFuture<T> {

    private final List<CallInterceptor> interceptors;
    private final EncodedCall<T> call;
    private final InterceptedSends sends;

    /** What the stage of the first interceptor failed with. */
    private volatile @Nullable Throwable failed;

    /** Whether its time is over. */
    private volatile boolean late;

    /**
     * A call.
     *
     * @param caller the thread that waits for the result; {@code null} if none does
     */
    Interception(InterceptedExecutor executor, EncodedCall<T> call, @Nullable Thread caller) {
        this.interceptors = executor.interceptors();
        this.call = call;
        this.sends = new InterceptedSends(executor, call, caller);
    }

    InterceptedSends sends() {
        return sends;
    }

    CallProgress progress() {
        return sends.progress();
    }

    /** Calls the first interceptor. */
    void begin() {
        CompletionStage<?> unused = proceed(0, call).whenComplete((value, failure) -> {
            if (late) {
                return; // the calls that are cancelled then would complete this
            }
            Throwable mistake = failure == null ? mistake(value) : ConnectionFailures.unwrapped(failure);
            if (mistake != null) {
                failed = mistake;
                completeExceptionally(mistake);
            } else {
                complete(ofType(value));
            }
        });
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // its type was checked
    private T ofType(@Nullable Object value) {
        return (T) value;
    }

    /** What is wrong with a value as the result; {@code null} if nothing is. */
    private @Nullable Throwable mistake(@Nullable Object value) {
        return ResultTypes.accepts(call.type(), value)
                ? null
                : new IllegalStateException(
                        "script %s was answered by an interceptor with %s, but its method returns %s"
                                .formatted(
                                        call.scriptName(), ResultTypes.describe(value), ResultTypes.name(call.type())));
    }

    /** Passes a call on to an interceptor, or to the executor behind the last one. */
    CompletionStage<@Nullable Object> proceed(int index, EncodedCall<T> passed) {
        if (late || isDone()) {
            return CompletableFuture.failedFuture(
                    new CancellationException("script " + call.scriptName() + " was cancelled"));
        }
        if (index == interceptors.size()) {
            return sends.send(passed);
        }
        CallInterceptor interceptor = interceptors.get(index);
        try {
            CompletionStage<@Nullable Object> stage = interceptor.intercept(new ChainedCall<>(this, index + 1, passed));
            if (stage == null) {
                throw new NullPointerException("interceptor %s returned null, and not a stage, for script %s"
                        .formatted(interceptor.getClass().getName(), call.scriptName()));
            }
            return ScriptFuture.of(stage);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Throws what the executor has thrown, if the call ended so: an asynchronous method throws it without interceptors, too. */
    void throwMistake() {
        Throwable mistake = sends.thrown();
        if (mistake != null && mistake == failed) {
            throw CallerStack.rethrowable(mistake);
        }
    }

    /** Ends the call when its own timeout is over, however long interceptors take. */
    void limit() {
        int millis = call.readTimeout();
        if (millis == 0 || isDone()) {
            return;
        }
        CompletableFuture<@Nullable Void> timer = new CompletableFuture<>();
        CompletionStage<?> unused = timer.orTimeout(millis, TimeUnit.MILLISECONDS)
                .whenComplete((nothing, timeout) -> {
                    if (timeout != null) {
                        end(Duration.ofMillis(millis));
                    }
                });
        unused = whenComplete((value, failure) -> timer.complete(null));
    }

    private RuntimeException end(Duration timeout) {
        late = true;
        sends.cancel();
        RuntimeException failure = WaitFailures.late(
                call.scriptName(), timeout, progress().outcome(), progress().lastFailure());
        completeExceptionally(failure);
        return failure;
    }

    /** Waits for the result on the thread that called the method. */
    T await(Duration timeout) {
        try {
            if (!isDone()) {
                DirectExecutor.refuseOnEventLoop(call.scriptName());
            }
            return timeout.isZero() || timeout.isNegative()
                    ? get()
                    : get(timeout.toNanos() - progress().elapsed(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw CallerStack.rethrowable(e.getCause());
        } catch (TimeoutException e) {
            throw end(timeout);
        } catch (InterruptedException e) {
            cancel(true);
            throw WaitFailures.interrupted(call.scriptName(), progress().outcome(), e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        sends.cancel();
        return cancelled;
    }
}
