package dev.moonlet.test;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A fault and the calls that it hits. Safe for use by several threads. */
final class FaultRule {

    private final FaultSelection.Calls calls;
    private final Fault fault;
    private final String name;
    private final @Nullable Random random;

    @GuardedBy("this")
    private long seen;

    @GuardedBy("this")
    private long hits;

    FaultRule(FaultSelection.Calls calls, Fault fault, String name) {
        this.calls = calls;
        this.fault = fault;
        this.name = name;
        this.random = calls.probability() < 1 ? new Random(calls.seed()) : null;
    }

    /** The name of the script whose calls it hits, if no call of it was made; else empty. */
    synchronized String unseenScript() {
        return seen == 0 ? calls.script() : "";
    }

    Fault fault() {
        return fault;
    }

    /** Counts a call, and decides whether it is hit. */
    synchronized boolean hits(String script) {
        if (!calls.script().isEmpty() && !calls.script().equals(script)) {
            return false;
        }
        seen++;
        if (seen <= calls.skipped()
                || hits >= calls.times()
                || (random != null && random.nextDouble() >= calls.probability())) {
            return false;
        }
        hits++;
        return true;
    }

    /** Whether it has hit as many calls as it should; at least one if that is not limited, and any number by chance. */
    synchronized boolean isUsed() {
        return random != null || hits >= (calls.times() == Long.MAX_VALUE ? 1 : calls.times());
    }

    @Override
    public synchronized String toString() {
        return "%s.%s hit %d of %d calls".formatted(calls, name, hits, seen);
    }
}
