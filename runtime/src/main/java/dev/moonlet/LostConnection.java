package dev.moonlet;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Recognises the failures by which Lettuce tells that a connection is gone; it has no class for most of them. */
final class LostConnection {

    private LostConnection() {}

    /** Whether the connection is not there: closed, broken, not made yet, or never to be made. */
    static boolean isReason(@Nullable Throwable failure) {
        return failure instanceof RedisConnectionException
                || failure instanceof IOException
                || hasText(failure, "connect");
    }

    /** Whether the connection was closed for good, be it by its user or since another one takes its place. */
    static boolean isClosing(@Nullable Throwable failure) {
        return hasText(failure, "closed");
    }

    private static boolean hasText(@Nullable Throwable failure, String text) {
        return failure instanceof RedisException
                && failure.getClass() == RedisException.class
                && String.valueOf(failure.getMessage()).contains(text);
    }
}
