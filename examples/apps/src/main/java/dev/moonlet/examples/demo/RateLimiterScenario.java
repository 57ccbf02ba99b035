package dev.moonlet.examples.demo;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.ratelimit.TokenBucket;
import dev.moonlet.examples.ratelimit.TokenBucket.Decision;
import dev.moonlet.examples.ratelimit.TokenBucketLua;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Impatient clients compete for the permits of one bucket. */
public final class RateLimiterScenario implements Scenario {

    private static final int CLIENTS = 4;
    private static final long CAPACITY = 50;
    private static final double REFILL_PER_SECOND = 200;
    private static final int MOST_PERMITS = 5;

    private final LongAdder calls = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder permits = new LongAdder();

    @Override
    public String title() {
        return "Rate limiter";
    }

    @Override
    public String story() {
        return "%d clients ask one bucket for 1 to %d permits, again and again; it holds %d and refills %.0f a second"
                .formatted(CLIENTS, MOST_PERMITS, CAPACITY, REFILL_PER_SECOND);
    }

    @Override
    public Report run(ScriptExecutor executor, Duration duration, Progress progress) throws InterruptedException {
        TokenBucket bucket = new TokenBucketLua(executor);
        long start = System.nanoTime();
        new Load().threads(CLIENTS, goOn -> ask(bucket, goOn)).run(duration, progress, () -> "%,d calls, %,d permits"
                .formatted(calls.sum(), permits.sum()));
        double seconds = (System.nanoTime() - start) / 1e9;
        // The bucket goes by the server's clock in microseconds, which may be corrected while this runs.
        long most = (long) Math.ceil(CAPACITY + REFILL_PER_SECOND * seconds * 1.01);
        // A machine that stands still for a while loses what the full bucket can't hold.
        long least = (long) (CAPACITY + REFILL_PER_SECOND * seconds / 5);
        return new Report(
                List.of(
                        new Report.Figure("calls", calls.sum()),
                        new Report.Figure("calls refused", refused.sum()),
                        new Report.Figure("permits given", permits.sum())),
                List.of(
                        new Report.Invariant(
                                "no more permits than the rate allows",
                                "%,d of %,d in %.1f s".formatted(permits.sum(), most, seconds),
                                permits.sum() <= most),
                        new Report.Invariant(
                                "the bucket refills as it is used",
                                "%,d of at least %,d".formatted(permits.sum(), least),
                                permits.sum() >= least)));
    }

    private void ask(TokenBucket bucket, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            int wanted = ThreadLocalRandom.current().nextInt(1, MOST_PERMITS + 1);
            Decision decision = bucket.acquire("limit:{api}", CAPACITY, REFILL_PER_SECOND, wanted);
            calls.increment();
            if (decision.allowed()) {
                permits.add(wanted);
            } else {
                refused.increment();
            }
        }
    }
}
