package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * The connection was lost after a call was sent and before it was answered: the script may have run or not. A call with
 * {@link Delivery#AT_MOST_ONCE} fails with this instead of being sent again, and so does any call whose connection is closed
 * for good. It is also the failure of a repeat by a {@link CallInterceptor} that {@code AT_MOST_ONCE} forbids.
 */
public final class InDoubtException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    /** A call that may have run. */
    public InDoubtException(String scriptName, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s may have run: the connection was lost before its answer came".formatted(scriptName),
                cause);
    }

    /** A call that is not sent once more, because it may have run. */
    public InDoubtException(String scriptName, String message, @Nullable Throwable cause) {
        super(scriptName, message, cause);
    }
}
