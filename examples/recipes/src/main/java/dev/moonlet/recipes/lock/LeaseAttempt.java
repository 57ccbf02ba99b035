package dev.moonlet.recipes.lock;

import java.time.Duration;

/** What a script says that tries to take something. */
sealed interface LeaseAttempt {

    record Taken(long token) implements LeaseAttempt {}

    /** After this time, the lease that is in the way has ended. */
    record Busy(Duration heldFor) implements LeaseAttempt {}
}
