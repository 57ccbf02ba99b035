package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * A call could not be sent: the connection is closed or can't be made, a pool has no connection left, or no server is
 * available that {@code ReadFrom} allows. The script has not run.
 */
public final class ServerUnavailableException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    /** A call that was not sent. */
    public ServerUnavailableException(String scriptName, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s was not sent: %s"
                        .formatted(scriptName, cause == null ? "no connection" : cause.getMessage()),
                cause);
    }
}
