package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.CallFailures;
import dev.moonlet.internal.protocol.PendingCall;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Fails calls of asynchronous methods that have their own timeout. */
final class ReadTimeouts {

    private ReadTimeouts() {}

    /** Begins the time of a call that is sent, if it has one. In a transaction it has none: {@code EXEC} answers it. */
    static void start(PendingCall<?> call, Dispatcher dispatcher) {
        int millis = call.readTimeout();
        if (millis > 0 && !call.isDone() && !dispatcher.isMulti()) {
            Duration timeout = Duration.ofMillis(millis);
            RetryScheduler.Timer timer = dispatcher
                    .scheduler()
                    .scheduleUnlessShutDown(() -> expire(call, timeout), TimeUnit.MILLISECONDS.toNanos(millis));
            CompletionStage<?> unused = call.whenComplete((result, failure) -> timer.cancel());
        }
    }

    private static void expire(PendingCall<?> call, Duration timeout) {
        if (!call.isDone()) {
            call.completeExceptionally(
                    WaitFailures.late(call.script().name(), timeout, CallFailures.outcome(call), call.lastFailure()));
        }
    }
}
