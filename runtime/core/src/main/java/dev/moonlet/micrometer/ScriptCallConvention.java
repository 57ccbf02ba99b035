package dev.moonlet.micrometer;

import dev.moonlet.Beta;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of calls. An implementation of yours can name them otherwise; the methods that it leaves out are these.
 *
 * @see <a href="https://docs.micrometer.io/micrometer/reference/observation/components.html">Micrometer: conventions</a>
 */
@Beta
public interface ScriptCallConvention extends ObservationConvention<ScriptCallContext> {

    /** What {@link ScriptCallObservation} documents. */
    ScriptCallConvention DEFAULT = new ScriptCallConvention() {};

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ScriptCallContext;
    }

    @Override
    default String getName() {
        return "moonlet.call";
    }

    /** The name of the script, by which a span is called. */
    @Override
    default String getContextualName(ScriptCallContext context) {
        return context.call().scriptName();
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(ScriptCallContext context) {
        CallOutcome outcome =
                context.isEnded() ? CallOutcome.of(context.getError()) : new CallOutcome("UNKNOWN", CallOutcome.NONE);
        return KeyValues.of(
                KeyValue.of(ScriptCallObservation.Low.SCRIPT, context.call().scriptName()),
                KeyValue.of(ScriptCallObservation.Low.OUTCOME, outcome.outcome()),
                KeyValue.of(ScriptCallObservation.Low.ERROR_CODE, outcome.error()));
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(ScriptCallContext context) {
        return KeyValues.of(
                KeyValue.of(ScriptCallObservation.High.DIGEST, context.call().digest()),
                KeyValue.of(
                        ScriptCallObservation.High.ATTEMPTS,
                        Integer.toString(context.call().attempts())));
    }
}
