package dev.moonlet.internal.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.codegen.ScriptFuture;
import dev.moonlet.internal.protocol.CallProgress;
import dev.moonlet.internal.protocol.ConnectionFailures;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.ObservedCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The times that interceptors pass a call on to their executor. Safe for use by several threads. */
final class InterceptedSends {

    /** What the executor has returned, the last one first. */
    private record Sent(CompletionStage<?> stage, @Nullable Sent earlier) {}

    private final InterceptedExecutor executor;
    private final String script;
    private final CallProgress progress;

    /** The thread that waits for the result; {@code null} if none does. */
    private final @Nullable Thread caller;

    @GuardedBy("this")
    private @Nullable Sent sent;

    /** How many of them have no result yet. */
    @GuardedBy("this")
    private int inFlight;

    @GuardedBy("this")
    private boolean cancelled;

    private volatile @Nullable Throwable thrown;

    InterceptedSends(InterceptedExecutor executor, EncodedCall<?> call, @Nullable Thread caller) {
        this.executor = executor;
        this.script = call.scriptName();
        this.progress = new CallProgress(call.progress());
        this.caller = caller;
    }

    CallProgress progress() {
        return progress;
    }

    /** What the executor has thrown last, in place of a stage; {@code null} if nothing. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /**
     * Why the call can't be sent now, as the end of a sentence; {@code null} if it can. Until it is made ready, only the executor
     * knows how often it may run.
     */
    synchronized @Nullable String objection() {
        Delivery delivery = executor.delivery();
        boolean once = delivery == null ? !progress.isPending() : delivery == Delivery.AT_MOST_ONCE;
        return once && inFlight > 0 ? "it is in flight" : progress.objection();
    }

    private synchronized @Nullable String begin() {
        String objection = objection();
        if (objection == null) {
            inFlight++;
        }
        return objection;
    }

    private synchronized void end() {
        inFlight--;
    }

    /** Sends the call, and waits for it on the thread that waits for the result. */
    <T extends @Nullable Object> CompletionStage<@Nullable Object> send(EncodedCall<T> call) {
        String objection = begin();
        if (objection != null) {
            return CompletableFuture.failedFuture(new InDoubtException(
                    script,
                    (call.isRequest()
                                    ? "script %s was not sent once more: %s, and its outcome may be forgotten by then"
                                    : "script %s was not sent once more: %s, and Delivery.AT_MOST_ONCE allows one run")
                            .formatted(script, objection),
                    progress.failure()));
        }
        EncodedCall<T> observed = new ObservedCall<>(call, progress);
        CompletionStage<T> stage;
        try {
            stage = Thread.currentThread() == caller
                    ? CompletableFuture.completedFuture(executor.target().execute(observed))
                    : executor.target().executeAsync(observed);
        } catch (RuntimeException | Error e) {
            thrown = e;
            end();
            return CompletableFuture.failedFuture(e);
        }
        add(stage);
        return new Result(stage);
    }

    private void add(CompletionStage<?> stage) {
        boolean unwanted;
        synchronized (this) {
            unwanted = cancelled;
            sent = new Sent(stage, sent);
        }
        if (unwanted) {
            stage.toCompletableFuture().cancel(true);
        }
    }

    /** Cancels what is in flight, and what is sent later. */
    void cancel() {
        Sent next;
        synchronized (this) {
            cancelled = true;
            next = sent;
        }
        while (next != null) {
            next.stage().toCompletableFuture().cancel(true);
            next = next.earlier();
        }
    }

    /** The result of a call, which is no longer in flight when this is complete. Cancelling it cancels the call. */
    private final class Result extends ScriptFuture<@Nullable Object> {

        private final CompletionStage<?> stage;

        Result(CompletionStage<?> stage) {
            this.stage = stage;
            CompletionStage<?> unused = stage.whenComplete((value, failure) -> {
                end();
                if (failure == null) {
                    complete(value);
                } else {
                    completeExceptionally(ConnectionFailures.unwrapped(failure));
                }
            });
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            stage.toCompletableFuture().cancel(mayInterruptIfRunning);
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
