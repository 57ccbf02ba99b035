package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ScriptFuture;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A result that one thread can wait for without an object for that. */
abstract class CallFuture<T extends @Nullable Object> extends ScriptFuture<T> {

    private volatile @Nullable Thread waiting;

    /**
     * Blocks the current thread until this is done. Not more than one thread may.
     *
     * @param nanos the timeout
     * @return whether it is done
     */
    public final boolean await(long nanos, Clock clock) throws InterruptedException {
        waiting = Thread.currentThread();
        if (waiting instanceof ForkJoinWorkerThread) {
            return await(nanos, TimeUnit.NANOSECONDS); // by which the pool knows that it may need another thread
        }
        long start = clock.nanoTime();
        while (!isDone()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long left = nanos - (clock.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            clock.park(this, left);
        }
        return true;
    }

    /** Whether a thread has begun to wait, which has its own timeout. */
    public boolean isAwaited() {
        return waiting != null;
    }

    /** What follows an end, by a reply or by the caller; also when it had ended before. */
    void onEnd() {
        LockSupport.unpark(waiting);
    }

    @Override
    public boolean complete(T result) {
        boolean completed = super.complete(result);
        onEnd();
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean failed = super.completeExceptionally(failure);
        onEnd();
        return failed;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        onEnd();
        return cancelled;
    }
}
