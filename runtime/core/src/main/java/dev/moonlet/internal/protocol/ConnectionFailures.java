package dev.moonlet.internal.protocol;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.PartitionException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Recognises the failures by which Lettuce tells that a connection is gone; it has no class for most of them. */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    /** Whether the connection is not there: closed, broken, not made yet, or never to be made. */
    public static boolean isReason(@Nullable Throwable failure) {
        return isLoss(failure)
                || failure instanceof RedisConnectionException
                || hasText(failure, "connected")
                || hasText(failure, "Cannot determine a node to read");
    }

    /** Whether a connection broke, was closed or can't be made, in whose place there may be another one later. */
    public static boolean isLoss(@Nullable Throwable failure) {
        return failure instanceof IOException
                || failure instanceof IndexOutOfBoundsException // by which the client ends, at a reply that is too deep
                || failure instanceof PartitionException // the client does not know the topology of the cluster yet
                || (failure instanceof RedisConnectionException && !isRefusal(failure.getCause()))
                || hasText(failure, "closed")
                || hasText(failure, "Master is currently unknown");
    }

    /** What a write threw: an exception of Lettuce's, another one where the client was shut down, or an error of the JVM. */
    public static Throwable of(Throwable thrown) {
        return thrown instanceof RedisException || thrown instanceof Error
                ? thrown
                : new RedisException("the client is closed", thrown);
    }

    /** The failure itself, without the exception that a stage wraps it in. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** Whether a server does not let the client in, as with a wrong password. */
    private static boolean isRefusal(@Nullable Throwable reason) {
        return reason != null && unwrapped(reason) instanceof RedisCommandExecutionException;
    }

    private static boolean hasText(@Nullable Throwable failure, String text) {
        return failure != null
                && failure.getClass() == RedisException.class
                && String.valueOf(failure.getMessage()).contains(text);
    }
}
