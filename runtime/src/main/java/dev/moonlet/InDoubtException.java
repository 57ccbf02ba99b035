package dev.moonlet;

import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost when a call had been sent and not been answered: the script may have run or not. Calls with
 * {@link Delivery#AT_MOST_ONCE} fail so, where others are sent again.
 */
public final class InDoubtException extends RedisException {

    private static final long serialVersionUID = 1L;

    private final String scriptName;

    InDoubtException(String scriptName, @Nullable Throwable cause) {
        super("script %s may have run: the connection was lost before its answer came".formatted(scriptName), cause);
        this.scriptName = scriptName;
    }

    /** The script's name, for example {@code jobs/push}. */
    public String scriptName() {
        return scriptName;
    }
}
