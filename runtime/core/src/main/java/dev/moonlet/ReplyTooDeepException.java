package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * A script replied with arrays that are nested more than 31 deep, which is as deep as Lettuce reads. The script has run, and
 * what it wrote stays written. Lettuce closes the connection then and makes it again: other calls in flight are sent once
 * more, or are in doubt, as with any connection that is lost.
 *
 * <p>A script that has so much structure to return declares its result as {@code json}, which is sent as one string.
 */
public final class ReplyTooDeepException extends ScriptCallException {

    private static final long serialVersionUID = 1L;

    ReplyTooDeepException(String scriptName, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s: the reply has more than %d nested arrays, which Lettuce can't read; return it as json"
                        .formatted(scriptName, ReplyOutput.DEEPEST),
                cause);
    }

    @Override
    ReplyTooDeepException onCallingThread() {
        return new ReplyTooDeepException(scriptName(), getCause());
    }
}
