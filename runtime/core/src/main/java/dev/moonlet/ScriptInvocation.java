package dev.moonlet;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a script, as a generated method hands it to its {@link ScriptExecutor}: encoded and immutable. An executor that
 * wraps another one can look at it and pass it on, once or several times.
 *
 * <p>Only generated methods make invocations. Safe for use by several threads.
 *
 * @param <T> the type of the result
 */
@Beta
public interface ScriptInvocation<T extends @Nullable Object> {

    /** The script's name, for example {@code jobs/push}. */
    String scriptName();

    /** The SHA-1 digest of the script, which {@code EVALSHA} takes: 40 lower-case hexadecimal digits. */
    String digest();

    /** Whether the script writes nothing, so that a replica may run it. */
    boolean isReadOnly();

    /** The keys in order, each as a read-only view. */
    List<ByteBuffer> keys();

    /** The arguments in order, each as a read-only view of what is sent. */
    List<ByteBuffer> arguments();
}
