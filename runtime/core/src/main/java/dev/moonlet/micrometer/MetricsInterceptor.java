package dev.moonlet.micrometer;

import dev.moonlet.Beta;
import dev.moonlet.CallInterceptor;
import dev.moonlet.InterceptedCall;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures calls: put it first, so that it sees what other interceptors do.
 *
 * <pre>{@code
 * ScriptExecutor executor = ScriptExecutor.on(connection)
 *         .interceptors(new MetricsInterceptor(registry))
 *         .build();
 * }</pre>
 *
 * <ul>
 *   <li>{@code moonlet.calls}: a timer, which also counts, with the tags {@code script}, {@code outcome} and {@code error}
 *   <li>{@code moonlet.calls.active}: a gauge of the calls in flight, with the tag {@code script}
 *   <li>{@code moonlet.retries}: how often calls were written once more, with the tag {@code script}
 *   <li>{@code moonlet.loads}: how often scripts were sent to servers that did not have them, with the tag {@code script}
 * </ul>
 *
 * <p>The outcome is {@code SUCCESS}, {@code SCRIPT_ERROR}, {@code RETURNED_ERROR}, {@code TIMEOUT}, {@code IN_DOUBT},
 * {@code NOT_SENT}, {@code CANCELLED} or {@code FAILED}. The error is {@code none}, the code of an error reply ({@code OTHER} if it
 * is not a word of upper-case letters), the name of a returned error, or the name of the exception. Safe for use by several threads.
 *
 * @see <a href="https://docs.micrometer.io/micrometer/reference/concepts/naming.html">Micrometer: naming meters</a>
 */
@Beta
public final class MetricsInterceptor implements CallInterceptor {

    private final MeterRegistry registry;
    private final Map<String, ScriptMeters> meters = new ConcurrentHashMap<>();

    /** Measures calls by the meters of a registry. */
    public MetricsInterceptor(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public CompletionStage<@Nullable Object> intercept(InterceptedCall call) {
        ScriptMeters ofScript = meters.computeIfAbsent(call.scriptName(), script -> new ScriptMeters(script, registry));
        ScriptMeters.Run run = ofScript.begin(call);
        return call.proceed().whenComplete((result, failure) -> run.end(CallOutcome.unwrapped(failure)));
    }
}
