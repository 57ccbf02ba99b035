package dev.moonlet.recipes.lock;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.internal.Acquisition;
import dev.moonlet.recipes.internal.Attempt;
import dev.moonlet.recipes.internal.BlockingWait;
import dev.moonlet.recipes.internal.Given;
import dev.moonlet.recipes.internal.Signals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/** Acquires for owners, at once or within a time. */
record Acquirer(ScriptExecutor executor, Signals signals) {

    /** The channel on which the scripts report that something with this key was given back. */
    private static String released(String key) {
        return key + ":released";
    }

    <H extends Lease> Optional<H> tryAcquire(Owner owner, Duration lease, LongFunction<H> held) {
        return taken(owner.acquire(Lease.valid(lease)), held);
    }

    <H extends Lease> CompletionStage<Optional<H>> tryAcquireAsync(Owner owner, Duration lease, LongFunction<H> held) {
        return owner.acquireAsync(Lease.valid(lease)).thenApply(attempt -> taken(attempt, held));
    }

    private static <H extends Lease> Optional<H> taken(LeaseAttempt attempt, LongFunction<H> held) {
        return attempt instanceof LeaseAttempt.Taken taken ? Optional.of(held.apply(taken.token())) : Optional.empty();
    }

    <H extends Lease> H acquire(String key, Owner owner, Duration lease, Duration wait, LongFunction<H> held)
            throws InterruptedException {
        return BlockingWait.await(executor, key, () -> acquireAsync(key, owner, lease, wait, held));
    }

    <H extends Lease> CompletableFuture<H> acquireAsync(
            String key, Owner owner, Duration lease, Duration wait, LongFunction<H> held) {
        Lease.valid(lease);
        return Acquisition.start(
                signals,
                released(key),
                Given.waiting(wait),
                () -> attempt(owner, lease, held),
                Lease::releaseAsync,
                () -> new AcquireTimeoutException(key, wait));
    }

    private static <H extends Lease> CompletionStage<Attempt<H>> attempt(
            Owner owner, Duration lease, LongFunction<H> held) {
        return owner.acquireAsync(lease)
                .<Attempt<H>>thenApply(attempt -> {
                    if (attempt instanceof LeaseAttempt.Busy busy) {
                        return new Attempt.Refused<>(busy.heldFor());
                    }
                    return new Attempt.Granted<>(held.apply(((LeaseAttempt.Taken) attempt).token()));
                })
                .whenComplete((attempt, failure) -> {
                    if (failure != null) {
                        // The server may have run the script, although its answer did not arrive.
                        owner.releaseAsync();
                    }
                });
    }
}
