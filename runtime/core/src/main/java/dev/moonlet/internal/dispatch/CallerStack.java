package dev.moonlet.internal.dispatch;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutionException;
import io.lettuce.core.RedisException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives an exception that was made on the event loop the stack of the thread that waited for it. */
public final class CallerStack {

    private static final String INTERNAL = "dev.moonlet.internal.";

    private CallerStack() {}

    /**
     * What to throw on the current thread for the failure of a call, which no other thread sees.
     *
     * @throws Error if it is one
     */
    public static RuntimeException rethrowable(@Nullable Throwable failure) {
        if (failure instanceof ScriptExecutionException e) {
            e.setStackTrace(stack(e));
            return e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return failure instanceof RuntimeException e ? e : new RedisException(failure);
    }

    /** The stack of the current thread without this package's own frames, below the lines of the script. */
    private static StackTraceElement[] stack(ScriptExecutionException failure) {
        Stream<StackTraceElement> lua = failure instanceof ScriptErrorException error
                ? error.frames().stream().map(frame -> frame.toStackTraceElement())
                : Stream.of();
        Stream<StackTraceElement> java = Arrays.stream(new Throwable().getStackTrace())
                .dropWhile(frame -> frame.getClassName().startsWith(INTERNAL));
        return Stream.concat(lua, java).toArray(StackTraceElement[]::new);
    }
}
