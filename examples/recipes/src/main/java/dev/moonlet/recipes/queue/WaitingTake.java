package dev.moonlet.recipes.queue;

import dev.moonlet.recipes.internal.Signals;
import dev.moonlet.recipes.queue.QueueScripts.Taken;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Takes jobs as soon as there are some, or none when its time is over. Between two looks it waits for a message. */
final class WaitingTake<T> {

    /** Looks again after this time, because a connection can be dead without either side having noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final QueueCalls<T> calls;
    private final Signals.Subscription wakeups;
    private final BooleanSupplier closed;
    private final int limit;
    private final long deadline;
    private final CompletableFuture<List<LeasedJob<T>>> result = new CompletableFuture<>();

    WaitingTake(QueueCalls<T> calls, Signals.Subscription wakeups, BooleanSupplier closed, int limit, Duration wait) {
        this.calls = calls;
        this.wakeups = wakeups;
        this.closed = closed;
        this.limit = limit;
        this.deadline = System.nanoTime() + wait.toNanos();
    }

    /** Begins to look. The stage can be cancelled: jobs that were taken meanwhile are given back. */
    CompletableFuture<List<LeasedJob<T>>> start() {
        wakeups.accepted().whenComplete((none, failure) -> {
            if (failure != null) {
                result.completeExceptionally(cause(failure));
            }
        });
        next();
        return result;
    }

    private void next() {
        if (closed.getAsBoolean()) {
            result.completeExceptionally(new IllegalStateException("the queue was closed: " + calls.key()));
        } else if (!result.isDone()) {
            look();
        }
    }

    private void look() {
        CompletableFuture<Boolean> woken = wakeups.next();
        QueueSettings settings = calls.settings();
        calls.scripts()
                .takeAsync(calls.key(), limit, settings.lease(), settings.maxAttempts())
                .whenComplete((taken, failure) -> {
                    if (taken == null) {
                        result.completeExceptionally(cause(failure));
                    } else {
                        looked(taken, woken);
                    }
                });
    }

    private void looked(Taken taken, CompletableFuture<Boolean> woken) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!taken.jobs().isEmpty() || left.isNegative() || left.isZero()) {
            finish(calls.leased(taken.jobs()));
            return;
        }
        Duration pause =
                Collections.min(List.of(left, LONGEST_WAIT, taken.nextDue().orElse(LONGEST_WAIT)));
        CompletionStage<?> unused = woken.completeOnTimeout(false, pause.toNanos(), TimeUnit.NANOSECONDS)
                .thenRun(this::next);
    }

    private void finish(List<LeasedJob<T>> jobs) {
        if (!result.complete(jobs)) {
            jobs.forEach(LeasedJob::releaseAsync);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
