package dev.moonlet.internal.protocol;

import dev.moonlet.Delivery;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an executor makes its calls.
 *
 * @param delivery how often a call may run
 * @param readTimeout how long a blocking method waits; {@code null} for the timeout of the connection
 * @param writeTimeout how long a call is retried; {@code null} for the timeout of the connection
 */
public record CallOptions(
        Delivery delivery,
        @Nullable Duration readTimeout,
        @Nullable Duration writeTimeout) {

    /** The defaults. */
    public static final CallOptions DEFAULT = new CallOptions(Delivery.AT_LEAST_ONCE, null, null);

    public CallOptions {
        Objects.requireNonNull(delivery, "delivery");
    }

    /** Whether a call that may have run is sent again. */
    boolean isRepeating() {
        return delivery == Delivery.AT_LEAST_ONCE;
    }

    /**
     * How long a call is retried, in nanoseconds.
     *
     * @param ofConnection the timeout of the connection
     */
    long retryNanos(long ofConnection) {
        return writeTimeout == null ? ofConnection : writeTimeout.toNanos();
    }
}
