package dev.moonlet;

import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

/**
 * A call of a script failed. Each way in which it can fail has its own exception:
 *
 * <ul>
 *   <li>{@link ScriptErrorException}: Redis answered with an error, whose kind is {@link ScriptErrorException#code()}
 *   <li>{@link ReturnedErrorException}: the script returned a value that it declares as a failure
 *   <li>{@link ReplyMismatchException}: the reply is not of the type that the script declares
 *   <li>{@link ReplyTooDeepException}: the reply has more nested arrays than Lettuce reads
 *   <li>{@link InDoubtException}: the connection was lost, and the script may have run or not
 *   <li>{@link ServerUnavailableException}: there was no server to send the call to
 *   <li>{@link CrossSlotException}: the keys belong to different slots of a cluster
 *   <li>{@link LibraryConflictException}: the server has another library of the same name
 *   <li>{@link ShardFailuresException}: a call on every shard has failed on some of them
 * </ul>
 *
 * <p>A call without an answer in time fails with Lettuce's {@link io.lettuce.core.RedisCommandTimeoutException}. An argument
 * that can't be sent is an {@link IllegalArgumentException} or a {@link NullPointerException} of the method that was called.
 *
 * <p>The constructors of the subclasses are public, so that a test can let a fake of a script's interface fail.
 */
public abstract sealed class ScriptExecutionException extends RedisException
        permits ScriptErrorException,
                ReturnedErrorException,
                ReplyMismatchException,
                ReplyTooDeepException,
                InDoubtException,
                ServerUnavailableException,
                CrossSlotException,
                LibraryConflictException,
                ShardFailuresException {

    private static final long serialVersionUID = 1L;

    private final String scriptName;

    ScriptExecutionException(String scriptName, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.scriptName = scriptName;
    }

    /** The script's name, for example {@code jobs/push}. */
    public final String scriptName() {
        return scriptName;
    }
}
