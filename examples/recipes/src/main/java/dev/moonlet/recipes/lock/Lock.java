package dev.moonlet.recipes.lock;

import dev.moonlet.recipes.internal.ObjectName;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A lock that one owner has at a time, over all processes that use the same server.
 *
 * <pre>{@code
 * try (Lock.Held held = lock.acquire(Duration.ofSeconds(30), Duration.ofSeconds(5))) {
 *     orders.close(month, held.token());
 * } catch (AcquireTimeoutException e) {
 *     // another process closes the month
 * }
 * }</pre>
 *
 * <p>It is neither reentrant nor fair: each acquisition is a different owner, also in the same thread, and those that wait get
 * it in any order. Safe for use by several threads.
 */
public final class Lock {

    private final Acquirer acquirer;
    private final LockScripts scripts;
    private final String key;

    Lock(Acquirer acquirer, LockScripts scripts, String name) {
        this.acquirer = acquirer;
        this.scripts = scripts;
        this.key = new ObjectName("lock", name).key();
    }

    /**
     * Takes the lock if it is free.
     *
     * @param lease after which time the server frees it if it is neither extended nor released
     * @throws IllegalArgumentException if the lease is shorter than a millisecond
     */
    public Optional<Held> tryAcquire(Duration lease) {
        LockOwner owner = new LockOwner();
        return acquirer.tryAcquire(owner, lease, token -> new Held(key, token, owner));
    }

    /** Like {@link #tryAcquire}, without waiting for the server. */
    public CompletionStage<Optional<Held>> tryAcquireAsync(Duration lease) {
        LockOwner owner = new LockOwner();
        return acquirer.tryAcquireAsync(owner, lease, token -> new Held(key, token, owner));
    }

    /**
     * Takes the lock when it is free. A message of the owner that releases it wakes those that wait; where it is lost, the end
     * of the lease does.
     *
     * @param lease after which time the server frees it if it is neither extended nor released
     * @param wait how long to wait for it; zero tries once
     * @throws AcquireTimeoutException if it can't be had in that time
     * @throws InterruptedException if the thread is interrupted; nothing is held then
     * @throws IllegalArgumentException if the lease is shorter than a millisecond, or the wait is negative
     * @throws IllegalStateException if the thread must not block, as on an event loop of Lettuce
     */
    public Held acquire(Duration lease, Duration wait) throws InterruptedException {
        LockOwner owner = new LockOwner();
        return acquirer.acquire(key, owner, lease, wait, token -> new Held(key, token, owner));
    }

    /**
     * Like {@link #acquire}, without blocking a thread. Cancelling the future ends the wait; a lock that is taken at that moment
     * is given back.
     */
    public CompletableFuture<Held> acquireAsync(Duration lease, Duration wait) {
        LockOwner owner = new LockOwner();
        return acquirer.acquireAsync(key, owner, lease, wait, token -> new Held(key, token, owner));
    }

    /** The lock in the hands of its owner. */
    public static final class Held extends Lease {

        private Held(String key, long token, Owner owner) {
            super(key, token, owner);
        }
    }

    private final class LockOwner implements Owner {

        private final String name = UUID.randomUUID().toString();

        @Override
        public LeaseAttempt acquire(Duration lease) {
            return scripts.acquire(key, name, lease);
        }

        @Override
        public CompletionStage<LeaseAttempt> acquireAsync(Duration lease) {
            return scripts.acquireAsync(key, name, lease);
        }

        @Override
        public boolean extend(Duration lease) {
            return scripts.extend(key, name, lease);
        }

        @Override
        public CompletionStage<Boolean> extendAsync(Duration lease) {
            return scripts.extendAsync(key, name, lease);
        }

        @Override
        public boolean release() {
            return scripts.release(key, name);
        }

        @Override
        public CompletionStage<Boolean> releaseAsync() {
            return scripts.releaseAsync(key, name);
        }
    }
}
