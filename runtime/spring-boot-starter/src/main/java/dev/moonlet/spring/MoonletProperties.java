package dev.moonlet.spring;

import dev.moonlet.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The options of executors, which {@link dev.moonlet.ExecutorBuilder} describes.
 *
 * @param enabled Whether executors and codecs are configured.
 * @param delivery How often a call may run when its connection is lost.
 * @param readTimeout How long a blocking method waits for its result. By default, the command timeout of the connection factory.
 * @param writeTimeout How long a call is tried again while its server is loading its data or redirects it, or is not connected
 *     in a cluster. By default, the command timeout of the connection factory.
 * @param connectTimeout How long a call waits, without blocking a thread, while all connections of a pool are in use. It counts
 *     where the connection factory does not share its native connection. By default, a call fails when the max-wait of the pool
 *     is over.
 * @param keyPrefix What comes before each key of a script. By default, nothing.
 * @param metrics What is measured.
 * @param observations What is observed.
 * @param translateExceptions Whether calls fail with a DataAccessException, whose cause is the exception of Moonlet.
 */
@ConfigurationProperties("moonlet")
record MoonletProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("at-least-once") Delivery delivery,
        @Nullable Duration readTimeout,
        @Nullable Duration writeTimeout,
        @Nullable Duration connectTimeout,
        @DefaultValue("") String keyPrefix,
        @DefaultValue Metrics metrics,
        @DefaultValue Observations observations,
        @DefaultValue("false") boolean translateExceptions) {

    /**
     * What is measured.
     *
     * @param enabled Whether calls are measured by the application's MeterRegistry.
     */
    record Metrics(@DefaultValue("true") boolean enabled) {}

    /**
     * What is observed.
     *
     * @param enabled Whether calls are observed by the application's ObservationRegistry.
     */
    record Observations(@DefaultValue("true") boolean enabled) {}

    MoonletProperties {
        checkPositive("moonlet.read-timeout", readTimeout);
        checkPositive("moonlet.write-timeout", writeTimeout);
        checkPositive("moonlet.connect-timeout", connectTimeout);
    }

    private static void checkPositive(String name, @Nullable Duration timeout) {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException(name + " " + timeout + " is not positive");
        }
    }

    /** A factory whose executors have these options. */
    ScriptExecutorFactory factory() {
        ScriptExecutorFactory factory = ScriptExecutorFactory.withDefaults().withCustomizer(builder -> {
            builder.delivery(delivery).keyPrefix(keyPrefix);
            if (readTimeout != null) {
                builder.readTimeout(readTimeout);
            }
            if (writeTimeout != null) {
                builder.writeTimeout(writeTimeout);
            }
        });
        if (connectTimeout != null) {
            factory = factory.withConnectTimeout(connectTimeout);
        }
        return translateExceptions ? factory.withTranslatedExceptions() : factory;
    }
}
