package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * There was nothing to send a call to: the connection is closed or could not be made, a pool has none left, or no server is
 * there that {@code ReadFrom} allows. The script has not run.
 */
public final class ServerUnavailableException extends ScriptCallException {

    private static final long serialVersionUID = 1L;

    ServerUnavailableException(String scriptName, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s was not sent: %s"
                        .formatted(scriptName, cause == null ? "no connection" : cause.getMessage()),
                cause);
    }

    @Override
    ServerUnavailableException onCallingThread() {
        return new ServerUnavailableException(scriptName(), getCause());
    }
}
