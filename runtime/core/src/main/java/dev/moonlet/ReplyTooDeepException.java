package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * The reply of a script has arrays that are nested more than 31 deep, which is as deep as Lettuce reads. The script has run,
 * and what it wrote stays written. Lettuce then closes the connection and connects again: other calls in flight are sent once
 * more, or are in doubt, as after any lost connection.
 *
 * <p>A script with such a result declares it as {@code json}, which is sent as one string.
 */
public final class ReplyTooDeepException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    private static final int DEEPEST = 31;

    /** A reply that is nested too deep. */
    public ReplyTooDeepException(String scriptName, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s: the reply has more than %d nested arrays, which Lettuce can't read; return it as json"
                        .formatted(scriptName, DEEPEST),
                cause);
    }
}
