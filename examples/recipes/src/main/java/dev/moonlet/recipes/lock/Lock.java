package dev.moonlet.recipes.lock;

import dev.moonlet.recipes.internal.ObjectName;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * A lock that one owner has at a time, over all processes that use the same server.
 *
 * <pre>{@code
 * Optional<Lock.Held> held = lock.tryAcquire(Duration.ofSeconds(10));
 * }</pre>
 *
 * <p>It is not reentrant: each acquisition is a different owner, also in the same thread. Safe for use by several threads.
 */
public final class Lock {

    private final LockScripts scripts;
    private final String key;

    Lock(LockScripts scripts, String name) {
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
        String owner = newOwner();
        return held(owner, scripts.acquire(key, owner, Lease.valid(lease)));
    }

    /** Like {@link #tryAcquire}, without waiting. */
    public CompletionStage<Optional<Held>> tryAcquireAsync(Duration lease) {
        String owner = newOwner();
        return scripts.acquireAsync(key, owner, Lease.valid(lease)).thenApply(attempt -> held(owner, attempt));
    }

    private static String newOwner() {
        return UUID.randomUUID().toString();
    }

    private Optional<Held> held(String owner, LockScripts.Attempt attempt) {
        return attempt instanceof LockScripts.Attempt.Taken taken
                ? Optional.of(new Held(key, taken.token(), new Owner(owner)))
                : Optional.empty();
    }

    /** The lock in the hands of its owner. */
    public static final class Held extends Lease {

        private Held(String key, long token, Ownership ownership) {
            super(key, token, ownership);
        }
    }

    private final class Owner implements Ownership {

        private final String owner;

        Owner(String owner) {
            this.owner = owner;
        }

        @Override
        public boolean extend(Duration lease) {
            return scripts.extend(key, owner, lease);
        }

        @Override
        public CompletionStage<Boolean> extendAsync(Duration lease) {
            return scripts.extendAsync(key, owner, lease);
        }

        @Override
        public boolean release() {
            return scripts.release(key, owner);
        }

        @Override
        public CompletionStage<Boolean> releaseAsync() {
            return scripts.releaseAsync(key, owner);
        }
    }
}
