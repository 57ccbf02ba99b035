package dev.moonlet;

import dev.moonlet.generated.ScriptFuture;
import io.lettuce.core.protocol.CompleteableCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that one thread waits for, and one action of Lettuce's: nearly every call has these, and neither costs an object
 * here. Whoever completes it {@link #tell tells} them.
 */
abstract class AwaitedFuture<T extends @Nullable Object> extends ScriptFuture<T> implements CompleteableCommand<T> {

    @SuppressWarnings("rawtypes") // an updater has a class without type arguments
    private static final AtomicReferenceFieldUpdater<AwaitedFuture, BiConsumer> FIRST_ACTION =
            AtomicReferenceFieldUpdater.newUpdater(AwaitedFuture.class, BiConsumer.class, "firstAction");

    private volatile @Nullable BiConsumer<? super T, Throwable> firstAction;
    private volatile @Nullable Thread waiting;

    /**
     * Has the current thread wait until this is done. Not more than one thread may.
     *
     * @param nanos for how long
     * @return whether it is done
     */
    final boolean await(long nanos) throws InterruptedException {
        if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
            return await(nanos, TimeUnit.NANOSECONDS); // by which the pool knows that it may need another thread
        }
        waiting = Thread.currentThread();
        long start = System.nanoTime();
        while (!isDone()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long left = nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /** Whether a thread has begun to wait. */
    final boolean isAwaited() {
        return waiting != null;
    }

    @Override
    public final void onComplete(Consumer<? super T> action) {
        CompletableFuture<Void> unused = thenAccept(action);
    }

    /** The first action, which is that of Lettuce's time-outs, needs no stage of its own. */
    @Override
    @SuppressWarnings({"NullAway", "unchecked"}) // Lettuce's consumers take null for what there is not
    public final void onComplete(BiConsumer<? super T, Throwable> action) {
        if (isDone() || !FIRST_ACTION.compareAndSet(this, null, action)) {
            CompletableFuture<T> unused = whenComplete(action);
        } else if (isDone() && FIRST_ACTION.compareAndSet(this, action, null)) {
            CompletableFuture<T> unused = whenComplete(action);
        }
    }

    /** Lets the thread go that waits, and runs the action. */
    @SuppressWarnings({"NullAway", "unchecked"}) // as above
    final void tell(@Nullable T result, @Nullable Throwable failure) {
        LockSupport.unpark(waiting);
        BiConsumer<? super T, Throwable> action =
                firstAction == null ? null : (BiConsumer<? super T, Throwable>) FIRST_ACTION.getAndSet(this, null);
        if (action != null) {
            action.accept(result, failure);
        }
    }
}
