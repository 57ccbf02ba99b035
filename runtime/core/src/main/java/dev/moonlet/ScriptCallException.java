package dev.moonlet;

import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

/**
 * A call of a script that came to nothing. Each way in which that can happen has its own exception:
 *
 * <ul>
 *   <li>{@link ScriptException}: Redis answered with an error, of which {@link ScriptException#code()} is the kind
 *   <li>{@link ReplyMismatchException}: the script replied with something else than it declares
 *   <li>{@link ReplyTooDeepException}: the script replied with more nested arrays than Lettuce reads
 *   <li>{@link InDoubtException}: nobody can tell whether it ran
 *   <li>{@link ServerUnavailableException}: there was no server to send it to
 *   <li>{@link CrossSlotException}: its keys belong to different slots of a cluster
 * </ul>
 *
 * <p>An answer that does not come in time is Lettuce's {@link io.lettuce.core.RedisCommandTimeoutException}. An argument
 * that can't be sent is an {@link IllegalArgumentException} or a {@link NullPointerException} of the method that was called.
 */
public abstract sealed class ScriptCallException extends RedisException
        permits ScriptException,
                ReplyMismatchException,
                ReplyTooDeepException,
                InDoubtException,
                ServerUnavailableException,
                CrossSlotException {

    private static final long serialVersionUID = 1L;

    private final String scriptName;

    ScriptCallException(String scriptName, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.scriptName = scriptName;
    }

    /** The script's name, for example {@code jobs/push}. */
    public final String scriptName() {
        return scriptName;
    }

    /** The same, with the stack of the thread that calls this. */
    abstract ScriptCallException onCallingThread();
}
