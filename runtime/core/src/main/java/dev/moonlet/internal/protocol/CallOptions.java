package dev.moonlet.internal.protocol;

import dev.moonlet.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an executor makes its calls.
 *
 * @param delivery how often a call may run
 * @param readTimeout how long a blocking method waits; {@code null} for the timeout of the connection
 * @param writeTimeout how long a call is retried; {@code null} for the timeout of the connection
 * @param keyPrefix what comes before each key; empty for nothing
 */
public record CallOptions(
        Delivery delivery,
        @Nullable Duration readTimeout,
        @Nullable Duration writeTimeout,
        String keyPrefix) {

    /** The defaults. */
    public static final CallOptions DEFAULT = of(Delivery.AT_LEAST_ONCE);

    public CallOptions {
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(keyPrefix, "keyPrefix");
    }

    /** The defaults with a delivery. */
    public static CallOptions of(Delivery delivery) {
        return new CallOptions(delivery, null, null, "");
    }

    /** A call as it is sent, with the prefix before its keys. */
    public <T extends @Nullable Object> EncodedCall<T> prepared(EncodedCall<T> call) {
        return keyPrefix.isEmpty() ? call : call.withKeyPrefix(keyPrefix.getBytes(StandardCharsets.UTF_8));
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
