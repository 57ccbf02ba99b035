package dev.moonlet.codegen;

import dev.moonlet.ScriptExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What the slices of a call are made of.
 *
 * @param <T> the result of a slice
 * @param <P> the position
 */
record Slices<T, P>(
        ScriptExecutor executor,
        @Nullable P first,
        ResumableCall.Slice<T, P> slice,
        ResumableCall.NextPosition<T, P> next,
        SliceLimits limits) {

    Slices<T, P> with(SliceLimits changed) {
        return new Slices<>(executor, first, slice, next, changed);
    }
}
