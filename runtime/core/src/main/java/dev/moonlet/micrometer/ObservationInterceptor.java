package dev.moonlet.micrometer;

import dev.moonlet.Beta;
import dev.moonlet.CallInterceptor;
import dev.moonlet.InterceptedCall;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Observes calls: an {@link Observation} {@code moonlet.call} each, whose span has the name of the script.
 *
 * <pre>{@code
 * ScriptExecutor executor = ScriptExecutor.on(connection)
 *         .interceptors(new ObservationInterceptor(registry))
 *         .build();
 * }</pre>
 *
 * <p>Its parent is the observation of the calling thread. While the call is being sent it is itself the current one, so that what
 * Lettuce observes belongs to it. Safe for use by several threads.
 *
 * @see ScriptCallObservation what it has
 * @see <a href="https://docs.micrometer.io/micrometer/reference/observation.html">Micrometer Observation</a>
 */
@Beta
public final class ObservationInterceptor implements CallInterceptor {

    private final ObservationRegistry registry;
    private final @Nullable ScriptCallConvention convention;

    /** Observes calls as {@link ScriptCallObservation} says, or as a convention of the registry does. */
    public ObservationInterceptor(ObservationRegistry registry) {
        this(registry, null);
    }

    /**
     * Observes calls.
     *
     * @param convention names the observations; {@code null} for one of the registry, or the default
     */
    public ObservationInterceptor(ObservationRegistry registry, @Nullable ScriptCallConvention convention) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.convention = convention;
    }

    @Override
    public CompletionStage<@Nullable Object> intercept(InterceptedCall call) {
        ScriptCallContext context = new ScriptCallContext(call);
        Observation observation = ScriptCallObservation.CALL
                .observation(convention, ScriptCallConvention.DEFAULT, () -> context, registry)
                .start();
        Observation.Scope scope = observation.openScope();
        CompletionStage<@Nullable Object> sent;
        try {
            sent = call.proceed();
        } finally {
            scope.close();
        }
        return sent.whenComplete((result, failure) -> {
            Throwable cause = CallOutcome.unwrapped(failure);
            if (cause != null) {
                observation.error(cause);
            }
            context.end();
            observation.stop();
        });
    }
}
