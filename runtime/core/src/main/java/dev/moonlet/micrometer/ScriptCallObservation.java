package dev.moonlet.micrometer;

import dev.moonlet.Beta;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of {@link ObservationInterceptor}.
 *
 * @see <a href="https://docs.micrometer.io/micrometer/reference/observation/components.html">Micrometer: documentation of
 *     observations</a>
 */
@Beta
public enum ScriptCallObservation implements ObservationDocumentation {
    /** A call of a script, from the first interceptor to its result. */
    CALL;

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
        return ScriptCallConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return Low.values();
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return High.values();
    }

    /** The keys with few values. */
    public enum Low implements KeyName {
        /** The name of the script. */
        SCRIPT("script"),
        /** How the call ended, as {@link MetricsInterceptor} has it; {@code UNKNOWN} before. */
        OUTCOME("outcome"),
        /** The code or the name of the error; {@code none} if there is none. */
        ERROR_CODE("error.code");

        private final String key;

        Low(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The keys with many values. */
    public enum High implements KeyName {
        /** The digest of the script, as {@code SLOWLOG} and {@code MONITOR} show it. */
        DIGEST("moonlet.digest"),
        /** How often the call was written to a connection. */
        ATTEMPTS("moonlet.attempts");

        private final String key;

        High(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
