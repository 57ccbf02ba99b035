package dev.moonlet.recipes.lock;

import dev.moonlet.recipes.internal.Given;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that is held until it is released, or until its lease ends: the server ends it by its clock, whatever became of
 * the owner.
 *
 * <p>Safe for use by several threads: any thread may extend and release it.
 */
public abstract sealed class Lease implements AutoCloseable permits Lock.Held {

    private final String key;
    private final long token;
    private final Ownership ownership;
    private final AtomicBoolean released = new AtomicBoolean();
    private final CompletableFuture<LeaseLostException> lost = new CompletableFuture<>();

    Lease(String key, long token, Ownership ownership) {
        this.key = key;
        this.token = token;
        this.ownership = ownership;
    }

    static Duration valid(Duration lease) {
        return Given.lasting("a lease", lease, "give the time that the work takes at most, or call keepAlive");
    }

    /**
     * The fencing token: greater than the token of each owner before. Hand it to what the lock protects, which refuses a token
     * that is less than the greatest it has seen.
     */
    public final long token() {
        return token;
    }

    /**
     * Begins the lease anew: it ends in the given time from now.
     *
     * @throws LeaseLostException if it has ended already
     * @throws IllegalArgumentException if the time is shorter than a millisecond
     */
    public final void extend(Duration lease) {
        if (!ownership.extend(valid(lease))) {
            throw reportLost();
        }
    }

    /** Like {@link #extend}, without waiting; the stage fails with a {@link LeaseLostException}. */
    public final CompletionStage<Void> extendAsync(Duration lease) {
        return ownership.extendAsync(valid(lease)).thenAccept(this::lostUnless);
    }

    /**
     * Completes when it turns out that the lease has ended too early: by {@link #extend} or {@link #release}. It never
     * completes if they don't find that.
     */
    public final CompletionStage<LeaseLostException> lost() {
        return lost.minimalCompletionStage();
    }

    /**
     * Gives it back, once: later calls do nothing.
     *
     * @throws LeaseLostException if its lease has ended already
     */
    public final void release() {
        if (released.compareAndSet(false, true) && !ownership.release()) {
            throw reportLost();
        }
    }

    /** Like {@link #release}, without waiting; the stage fails with a {@link LeaseLostException}. */
    public final CompletionStage<Void> releaseAsync() {
        return released.compareAndSet(false, true)
                ? ownership.releaseAsync().thenAccept(this::lostUnless)
                : CompletableFuture.completedStage(null);
    }

    /** Does what {@link #release} does, at the end of a {@code try}. */
    @Override
    public final void close() {
        release();
    }

    private void lostUnless(boolean owned) {
        if (!owned) {
            throw reportLost();
        }
    }

    private LeaseLostException reportLost() {
        LeaseLostException failure = new LeaseLostException(key);
        lost.complete(failure);
        return failure;
    }

    @Override
    public final String toString() {
        return key + " with token " + token;
    }
}
