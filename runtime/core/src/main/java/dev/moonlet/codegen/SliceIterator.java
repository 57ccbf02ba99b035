package dev.moonlet.codegen;

import dev.moonlet.ScriptInvocation;
import io.lettuce.core.RedisCommandInterruptedException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;

/** Runs a slice for each element, and waits for it. */
final class SliceIterator<T, P> implements Iterator<T> {

    private final Slices<T, P> slices;
    private final SliceProgress<T, P> progress;

    SliceIterator(Slices<T, P> slices) {
        this.slices = slices;
        this.progress = new SliceProgress<>(slices);
    }

    @Override
    public boolean hasNext() {
        return progress.hasNext();
    }

    @Override
    public T next() {
        if (!progress.hasNext()) {
            throw new NoSuchElementException("the last slice has run");
        }
        if (progress.hasBegun()) {
            progress.checkLimits(); // there is no use in a pause before nothing
            pause(slices.limits().pause());
        }
        ScriptInvocation<T> call = progress.next();
        T result = slices.executor().execute(call);
        progress.add(result);
        return result;
    }

    private static void pause(Duration pause) {
        if (pause.isZero()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        }
    }
}
