package dev.moonlet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call of a script as a {@link CallInterceptor} sees it. Immutable but for its progress, and safe for use by several threads.
 *
 * <p>Its text names the script and no values, so that it can be logged.
 *
 * @see <a href="https://redis.io/docs/latest/commands/evalsha/">EVALSHA</a>
 */
@Beta
public interface InterceptedCall {

    /** A key or an argument of a call. Its text has no value. */
    @Beta
    interface Entry {

        /** The name of the method's parameter: {@code refillPerSecond}, or {@code limits.capacity} for a component of a record. */
        String name();

        /** The bytes that are sent, as a read-only view. An argument that is left out has none. */
        ByteBuffer value();

        /** The value as text in UTF-8. */
        default String text() {
            return StandardCharsets.UTF_8.decode(value()).toString();
        }
    }

    /** The script's name, for example {@code jobs/push}. */
    String scriptName();

    /** The SHA-1 digest of the script, which {@code EVALSHA} takes: 40 lower-case hexadecimal digits. */
    String digest();

    /** Whether the script writes nothing, so that a replica may run it. */
    boolean isReadOnly();

    /**
     * The type of the method's result without type arguments, whatever stage it is wrapped in: {@code long.class} for a result
     * that is never {@code null}, {@code Void.class} for none.
     */
    Class<?> resultType();

    /** The keys in order. A list of keys has an entry for each element. */
    List<Entry> keys();

    /** The arguments in order. A list of a varying number of arguments has an entry for each element. */
    List<Entry> arguments();

    /**
     * This call with another value for a key or an argument.
     *
     * @param name its name, or the last part of that; letter case and underscores don't matter
     * @param value what is sent, in UTF-8, in the form in which the script reads it
     * @throws IllegalArgumentException unless exactly one entry has the name
     */
    InterceptedCall with(String name, String value);

    /**
     * This call with other values for the entries of a name.
     *
     * @param name their name, or the last part of that; letter case and underscores don't matter
     * @param change makes the bytes to send, of the bytes that would be sent
     * @throws IllegalArgumentException if no entry has the name
     */
    InterceptedCall with(String name, UnaryOperator<ByteBuffer> change);

    /** This call with text before each key, also before computed ones. Its slot in a cluster is that of the new keys. */
    InterceptedCall withKeyPrefix(String prefix);

    /**
     * Passes the call on, to the next interceptor or to Redis. Each time runs it once more, as far as the {@link Delivery} of
     * the executor allows.
     *
     * <p>In a blocking method, on the thread that called it, this waits for the result, and the stage is complete. On any other
     * thread, and in asynchronous methods, it returns at once.
     *
     * <p>With {@link Delivery#AT_MOST_ONCE} the stage fails with an {@link InDoubtException}, and nothing is sent, if the call
     * was sent before and may have run. It may run again if a server has answered it with an error, or if it was not sent.
     *
     * @return the result, or one of the exceptions of {@link ScriptExecutor#execute}
     */
    CompletionStage<@Nullable Object> proceed();

    /** Whether {@link #proceed()} is allowed now: the call was not sent yet, or may run again. */
    boolean mayRepeat();

    /** How often the call was written to a connection so far. Each one after the first is a retry. */
    int attempts();

    /** How often the script was sent so far to a server that did not have it, because of this call. */
    int loads();
}
