package dev.moonlet.recipes.lock;

import dev.moonlet.recipes.internal.Given;
import dev.moonlet.recipes.internal.ObjectName;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A number of permits that all processes share. Each acquisition takes some of them for the time of a lease.
 *
 * <pre>{@code
 * try (Semaphore.Held held = semaphore.acquire(2, Duration.ofSeconds(30), Duration.ofSeconds(5))) {
 *     exports.run();
 * }
 * }</pre>
 *
 * <p>All processes have to give the same number of permits. It is not fair: those that ask for few permits can overtake those
 * that ask for many. Safe for use by several threads.
 */
public final class Semaphore {

    /** An entry of a sorted set each. */
    static final int MOST_PERMITS = 10_000;

    private final Acquirer acquirer;
    private final SemaphoreScripts scripts;
    private final String key;
    private final int size;

    Semaphore(Acquirer acquirer, SemaphoreScripts scripts, String name, int size) {
        this.acquirer = acquirer;
        this.scripts = scripts;
        this.key = new ObjectName("semaphore", name).key();
        this.size = (int) Given.count("the permits of a semaphore", size, MOST_PERMITS);
    }

    /**
     * Takes permits if that many are free: all of them or none.
     *
     * @param lease after which time the server frees them if they are neither extended nor released
     * @throws IllegalArgumentException if the semaphore never has that many, or if the lease is shorter than a millisecond
     */
    public Optional<Held> tryAcquire(int permits, Duration lease) {
        PermitsOwner owner = new PermitsOwner(permits);
        return acquirer.tryAcquire(owner, lease, token -> new Held(key, token, owner));
    }

    /** Like {@link #tryAcquire}, without waiting for the server. */
    public CompletionStage<Optional<Held>> tryAcquireAsync(int permits, Duration lease) {
        PermitsOwner owner = new PermitsOwner(permits);
        return acquirer.tryAcquireAsync(owner, lease, token -> new Held(key, token, owner));
    }

    /**
     * Takes permits when that many are free.
     *
     * @param lease after which time the server frees them if they are neither extended nor released
     * @param wait how long to wait for them; zero tries once
     * @throws AcquireTimeoutException if they can't be had in that time
     * @throws InterruptedException if the thread is interrupted; nothing is held then
     * @throws IllegalArgumentException if the semaphore never has that many, if the lease is shorter than a millisecond, or if
     *     the wait is negative
     * @throws IllegalStateException if the thread must not block, as on an event loop of Lettuce
     */
    public Held acquire(int permits, Duration lease, Duration wait) throws InterruptedException {
        PermitsOwner owner = new PermitsOwner(permits);
        return acquirer.acquire(key, owner, lease, wait, token -> new Held(key, token, owner));
    }

    /**
     * Like {@link #acquire}, without blocking a thread. Cancelling the future ends the wait; permits that are taken at that
     * moment are given back.
     */
    public CompletableFuture<Held> acquireAsync(int permits, Duration lease, Duration wait) {
        PermitsOwner owner = new PermitsOwner(permits);
        return acquirer.acquireAsync(key, owner, lease, wait, token -> new Held(key, token, owner));
    }

    /** How many permits are free now. */
    public int available() {
        return scripts.available(key, size);
    }

    /** Permits in the hands of their owner. */
    public static final class Held extends Lease {

        private Held(String key, long token, Owner owner) {
            super(key, token, owner);
        }
    }

    private final class PermitsOwner implements Owner {

        private final String name = UUID.randomUUID().toString();
        private final int permits;

        PermitsOwner(int permits) {
            this.permits = (int) Given.count("the permits to take from " + key, permits, size);
        }

        @Override
        public LeaseAttempt acquire(Duration lease) {
            return scripts.acquire(key, name, permits, size, lease);
        }

        @Override
        public CompletionStage<LeaseAttempt> acquireAsync(Duration lease) {
            return scripts.acquireAsync(key, name, permits, size, lease);
        }

        @Override
        public boolean extend(Duration lease) {
            return scripts.extend(key, name, permits, lease);
        }

        @Override
        public CompletionStage<Boolean> extendAsync(Duration lease) {
            return scripts.extendAsync(key, name, permits, lease);
        }

        @Override
        public boolean release() {
            return scripts.release(key, name, permits);
        }

        @Override
        public CompletionStage<Boolean> releaseAsync() {
            return scripts.releaseAsync(key, name, permits);
        }
    }
}
