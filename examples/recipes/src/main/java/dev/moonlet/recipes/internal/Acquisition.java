package dev.moonlet.recipes.internal;

import dev.moonlet.recipes.internal.Attempt.Granted;
import dev.moonlet.recipes.internal.Attempt.Refused;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries to get something until it has it, or until the wait is over: after each signal of a channel, and after the time that
 * the last try names, should the signal be lost.
 *
 * <p>No thread waits. Between tries, nothing is sent.
 */
public final class Acquisition<T> {

    /** Redis expires a key when its last millisecond is over, not when it begins. */
    private static final long AFTER_EXPIRY_MILLIS = 1;

    private final Signals signals;
    private final String channel;
    private final boolean waits;
    private final Supplier<CompletionStage<Attempt<T>>> tries;
    private final Consumer<T> giveBack;
    private final Supplier<? extends Exception> timeout;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<Boolean> wake;
    private Signals.@Nullable Subscription subscription;

    private Acquisition(
            Signals signals,
            String channel,
            Duration wait,
            Supplier<CompletionStage<Attempt<T>>> tries,
            Consumer<T> giveBack,
            Supplier<? extends Exception> timeout) {
        this.signals = signals;
        this.channel = channel;
        this.waits = !wait.isZero();
        this.tries = tries;
        this.giveBack = giveBack;
        this.timeout = timeout;
    }

    /**
     * Begins to try. The future fails with what a try fails with. If it is cancelled, or if the wait is over, what a try gets
     * afterwards is given back.
     *
     * @param wait when to give up; zero tries once
     * @param timeout makes the failure for when the wait is over
     */
    public static <T> CompletableFuture<T> start(
            Signals signals,
            String channel,
            Duration wait,
            Supplier<CompletionStage<Attempt<T>>> tries,
            Consumer<T> giveBack,
            Supplier<? extends Exception> timeout) {
        Acquisition<T> acquisition = new Acquisition<>(signals, channel, wait, tries, giveBack, timeout);
        CompletableFuture<T> unused = acquisition.result.whenComplete((value, failure) -> acquisition.awaken());
        if (acquisition.waits) {
            acquisition.endAfter(wait);
        }
        acquisition.tryOnce();
        return acquisition.result;
    }

    private void endAfter(Duration wait) {
        CompletableFuture<Boolean> deadline = new CompletableFuture<>();
        CompletionStage<?> unusedFailure = deadline.completeOnTimeout(true, wait.toNanos(), TimeUnit.NANOSECONDS)
                .thenRun(this::fail);
        CompletionStage<?> unusedEnd = result.whenComplete((value, failure) -> deadline.cancel(false));
    }

    private void fail() {
        if (!result.isDone()) {
            result.completeExceptionally(timeout.get());
        }
    }

    private void awaken() {
        CompletableFuture<Boolean> current = wake;
        if (current != null) {
            current.complete(false);
        }
    }

    private void tryOnce() {
        CompletionStage<Attempt<T>> tried;
        try {
            tried = tries.get();
        } catch (RuntimeException e) {
            tried = CompletableFuture.failedStage(e);
        }
        tried.whenComplete((attempt, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
                end();
            } else if (attempt instanceof Granted<T> granted) {
                if (!result.complete(granted.value())) {
                    giveBack.accept(granted.value());
                }
                end();
            } else if (attempt instanceof Refused<T> refused) {
                awaitNext(refused.retryAfter());
            }
        });
    }

    private void awaitNext(Duration retryAfter) {
        if (!waits) {
            fail();
        }
        CompletableFuture<Boolean> current = wake;
        if (current == null) {
            subscription = signals.subscribe(channel);
            current = subscription.next();
            wake = current;
            if (subscription.isConfirmed()) {
                current.complete(true); // others listen already: a signal may have come since the try
            }
        }
        if (result.isDone()) {
            current.complete(false);
        }
        CompletionStage<?> unused = current.completeOnTimeout(
                        false, retryAfter.toMillis() + AFTER_EXPIRY_MILLIS, TimeUnit.MILLISECONDS)
                .thenRun(this::tryAgain);
    }

    /** What wakes next is registered before the try, so that a signal that comes meanwhile counts. */
    private void tryAgain() {
        if (result.isDone() || subscription == null) {
            end();
        } else {
            wake = subscription.next();
            tryOnce();
        }
    }

    private void end() {
        awaken();
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
