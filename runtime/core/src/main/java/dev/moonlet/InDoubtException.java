package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * The connection was lost when a call had been sent and not been answered: the script may have run or not. Calls with
 * {@link Delivery#AT_MOST_ONCE} fail so where others are sent again, and all do whose connection is closed for good.
 */
public final class InDoubtException extends ScriptCallException {

    private static final long serialVersionUID = 1L;

    InDoubtException(String scriptName, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s may have run: the connection was lost before its answer came".formatted(scriptName),
                cause);
    }

    @Override
    InDoubtException onCallingThread() {
        return new InDoubtException(scriptName(), getCause());
    }
}
