package dev.moonlet.codegen;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.SliceLimitException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far slices have come. Not safe for use by several threads at a time. */
final class SliceProgress<T, P> {

    private final Slices<T, P> slices;
    private @Nullable P position;
    private String script = "";
    private long count;
    private long began;
    private boolean ended;

    SliceProgress(Slices<T, P> slices) {
        this.slices = slices;
        this.position = slices.first();
    }

    /** Whether there is another slice. */
    boolean hasNext() {
        return !ended;
    }

    /** Whether a slice has run. */
    boolean hasBegun() {
        return count > 0;
    }

    /**
     * The call of the next slice.
     *
     * @throws SliceLimitException if a limit is reached
     */
    ScriptInvocation<T> next() {
        checkLimits();
        ScriptInvocation<T> call = slices.slice().at(position);
        if (!hasBegun()) {
            script = call.scriptName();
            began = System.nanoTime();
        }
        return call;
    }

    /**
     * Checks whether there may be another slice.
     *
     * @throws SliceLimitException if a limit is reached
     */
    void checkLimits() {
        P reached = position;
        if (!hasBegun() || reached == null) {
            return;
        }
        if (count >= slices.limits().slices()) {
            throw new SliceLimitException(script, slices.limits().slices() + " slices", count, reached);
        }
        Optional<Duration> time = slices.limits().time();
        if (time.isPresent() && System.nanoTime() - began > time.get().toNanos()) {
            throw new SliceLimitException(script, time.get().toString(), count, reached);
        }
    }

    /** A slice has run. */
    void add(T result) {
        count++;
        position = slices.next().of(result);
        ended = position == null;
    }

    /** There are no more slices. */
    void end() {
        ended = true;
    }
}
