package dev.moonlet.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waiting for what servers do among themselves: Sentinel, for one, asks every ten seconds, and a loaded machine takes its time. */
public final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Waiting() {}

    /** Waits for a condition, up to a minute. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }
}
