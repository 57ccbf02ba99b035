package dev.moonlet.internal.dispatch;

import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The exceptions of a caller that has waited without a result. */
final class WaitFailures {

    private WaitFailures() {}

    /**
     * Of a call without an answer in time.
     *
     * @param outcome what is known of it, as the end of a sentence
     * @param reason why it was delayed; {@code null} if nothing is known
     */
    static RedisCommandTimeoutException late(
            String script, Duration timeout, String outcome, @Nullable Throwable reason) {
        RedisCommandTimeoutException late = new RedisCommandTimeoutException(
                "script %s was not answered within %d ms; it %s".formatted(script, timeout.toMillis(), outcome));
        late.initCause(reason);
        return late;
    }

    /** Of a call whose caller was interrupted. Interrupts the current thread again. */
    static RedisCommandInterruptedException interrupted(String script, String outcome, InterruptedException reason) {
        Thread.currentThread().interrupt();
        InterruptedException interrupted =
                new InterruptedException("script %s was interrupted; it %s".formatted(script, outcome));
        interrupted.initCause(reason);
        return new RedisCommandInterruptedException(interrupted);
    }
}
