package dev.moonlet.internal.dispatch;

import dev.moonlet.CallInterceptor;
import dev.moonlet.InDoubtException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.ScriptFuture;
import dev.moonlet.internal.protocol.CallProgress;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.ObservedCall;
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

    private final ScriptExecutor target;
    private final List<CallInterceptor> interceptors;
    private final EncodedCall<T> call;
    private final CallProgress progress;

    /** The thread that waits for the result; {@code null} if none does. */
    private final @Nullable Thread caller;

    /** What the target has returned last. */
    private volatile @Nullable CompletionStage<T> sent;

    /** What the target has thrown last. */
    private volatile @Nullable Throwable thrown;

    /** What the stage of the first interceptor failed with. */
    private volatile @Nullable Throwable failed;

    /** Whether its time is over, or its caller has given up. */
    private volatile boolean over;

    Interception(
            ScriptExecutor target, List<CallInterceptor> interceptors, EncodedCall<T> call, @Nullable Thread caller) {
        this.target = target;
        this.interceptors = interceptors;
        this.call = call;
        this.progress = new CallProgress(call.progress());
        this.caller = caller;
    }

    CallProgress progress() {
        return progress;
    }

    /** Calls the first interceptor. */
    void begin() {
        CompletionStage<?> unused = proceed(0, call).whenComplete((value, failure) -> {
            Throwable mistake = failure == null ? mistake(value) : ConnectionFailures.unwrapped(failure);
            if (over) {
                return; // what cancels the call in flight completes this
            }
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

    /** Passes a call on to an interceptor, or to the target behind the last one. */
    CompletionStage<@Nullable Object> proceed(int index, EncodedCall<T> passed) {
        if (over || isDone()) {
            return CompletableFuture.failedFuture(
                    new CancellationException("script " + call.scriptName() + " was cancelled"));
        }
        if (index == interceptors.size()) {
            return run(passed);
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

    @SuppressWarnings("unchecked") // a result is an object
    private CompletionStage<@Nullable Object> run(EncodedCall<T> passed) {
        String objection = progress.objection();
        if (objection != null) {
            return CompletableFuture.failedFuture(new InDoubtException(
                    call.scriptName(),
                    "script %s was not sent once more: %s, and Delivery.AT_MOST_ONCE allows one run"
                            .formatted(call.scriptName(), objection),
                    progress.failure()));
        }
        EncodedCall<T> observed = new ObservedCall<>(passed, progress);
        CompletionStage<T> stage;
        try {
            stage = Thread.currentThread() == caller
                    ? CompletableFuture.completedFuture(target.execute(observed))
                    : target.executeAsync(observed);
        } catch (RuntimeException | Error e) {
            thrown = e;
            return CompletableFuture.failedFuture(e);
        }
        sent = stage;
        if (over || isDone()) {
            cancelSent();
        }
        return (CompletionStage<@Nullable Object>) ScriptFuture.of(stage);
    }

    /** Throws what the target has thrown, if the call ended so: an asynchronous method throws it without interceptors, too. */
    void throwMistake() {
        Throwable mistake = thrown;
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
                        late(Duration.ofMillis(millis));
                    }
                });
        unused = whenComplete((value, failure) -> timer.complete(null));
    }

    private RuntimeException late(Duration timeout) {
        over = true;
        cancelSent();
        RuntimeException late =
                WaitFailures.late(call.scriptName(), timeout, progress.outcome(), progress.lastFailure());
        completeExceptionally(late);
        return late;
    }

    /** Waits for the result on the thread that called the method. */
    T await(Duration timeout) {
        if (!isDone()) {
            DirectExecutor.refuseOnEventLoop(call);
        }
        boolean limited = !timeout.isZero() && !timeout.isNegative();
        try {
            return limited ? get(timeout.toNanos() - progress.elapsed(), TimeUnit.NANOSECONDS) : get();
        } catch (ExecutionException e) {
            throw CallerStack.rethrowable(e.getCause());
        } catch (TimeoutException e) {
            throw late(timeout);
        } catch (InterruptedException e) {
            cancel(true);
            throw WaitFailures.interrupted(call.scriptName(), progress.outcome(), e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        cancelSent();
        return cancelled;
    }

    private void cancelSent() {
        CompletionStage<T> current = sent;
        if (current != null) {
            current.toCompletableFuture().cancel(true);
        }
    }
}
