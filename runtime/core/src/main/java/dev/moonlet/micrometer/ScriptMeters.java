package dev.moonlet.micrometer;

import dev.moonlet.InterceptedCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The meters of one script. Safe for use by several threads. */
final class ScriptMeters {

    private static final String SCRIPT = "script";

    private final String script;
    private final MeterRegistry registry;
    private final AtomicInteger active = new AtomicInteger();
    private final Counter retries;
    private final Counter loads;
    private final Map<CallOutcome, Timer> timers = new ConcurrentHashMap<>();

    ScriptMeters(String script, MeterRegistry registry) {
        this.script = script;
        this.registry = registry;
        this.retries = Counter.builder("moonlet.retries")
                .description("How often calls were written once more")
                .tag(SCRIPT, script)
                .register(registry);
        this.loads = Counter.builder("moonlet.loads")
                .description("How often scripts were sent to servers that did not have them")
                .tag(SCRIPT, script)
                .register(registry);
        Gauge.builder("moonlet.calls.active", active, AtomicInteger::get)
                .description("Calls in flight")
                .tag(SCRIPT, script)
                .register(registry);
    }

    Run begin(InterceptedCall call) {
        active.incrementAndGet();
        return new Run(call, registry.config().clock().monotonicTime(), call.attempts(), call.loads());
    }

    /**
     * A call in flight.
     */
    final class Run {

        private final InterceptedCall call;
        private final long start;
        private final int attempts;
        private final int loadsBefore;

        private Run(InterceptedCall call, long start, int attempts, int loadsBefore) {
            this.call = call;
            this.start = start;
            this.attempts = attempts;
            this.loadsBefore = loadsBefore;
        }

        void end(@Nullable Throwable failure) {
            active.decrementAndGet();
            timer(CallOutcome.of(failure))
                    .record(registry.config().clock().monotonicTime() - start, TimeUnit.NANOSECONDS);
            int repeated = call.attempts() - Math.max(attempts, 1);
            if (repeated > 0) {
                retries.increment(repeated);
            }
            loads.increment(call.loads() - loadsBefore);
        }
    }

    private Timer timer(CallOutcome outcome) {
        return timers.computeIfAbsent(outcome, ended -> Timer.builder("moonlet.calls")
                .description("Calls of scripts")
                .tag(SCRIPT, script)
                .tag("outcome", ended.outcome())
                .tag("error", ended.error())
                .register(registry));
    }
}
