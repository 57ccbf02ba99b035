package dev.moonlet.recipes.lock;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Extends a lease each third of its time, until it is released or lost.
 *
 * <p>While the server does not answer, the lease counts as lost when its time is over since the last extension that the server
 * confirmed was sent.
 */
final class KeepAlive {

    private static final int EXTENSIONS_PER_LEASE = 3;

    private final Lease held;
    private final Owner owner;
    private final Duration lease;
    private final AtomicBoolean inFlight = new AtomicBoolean();
    private volatile long confirmedAt = System.nanoTime();

    KeepAlive(Lease held, Owner owner, Duration lease) {
        this.held = held;
        this.owner = owner;
        this.lease = lease;
    }

    void schedule() {
        long pause = Math.max(1, lease.toMillis() / EXTENSIONS_PER_LEASE);
        CompletableFuture<Boolean> timer = new CompletableFuture<>();
        CompletionStage<?> unused =
                timer.completeOnTimeout(true, pause, TimeUnit.MILLISECONDS).thenRun(this::tick);
    }

    private void tick() {
        if (held.hasEnded()) {
            return;
        }
        if (System.nanoTime() - confirmedAt >= lease.toNanos()) {
            held.reportLost();
            return;
        }
        if (inFlight.compareAndSet(false, true)) {
            extend();
        }
        schedule();
    }

    private void extend() {
        long sentAt = System.nanoTime();
        owner.extendAsync(lease).whenComplete((owned, failure) -> {
            inFlight.set(false);
            if (failure != null) {
                return;
            }
            if (owned) {
                confirmedAt = sentAt;
            } else if (!held.hasEnded()) {
                held.reportLost();
            }
        });
    }
}
