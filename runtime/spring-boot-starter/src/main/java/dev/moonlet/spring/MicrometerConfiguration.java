package dev.moonlet.spring;

import dev.moonlet.micrometer.MetricsInterceptor;
import dev.moonlet.micrometer.ObservationInterceptor;
import dev.moonlet.micrometer.ScriptCallConvention;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Interceptors by the application's registries of Micrometer, around those that the application declares. */
final class MicrometerConfiguration {

    private static final int OBSERVATIONS = Ordered.HIGHEST_PRECEDENCE + 100;
    private static final int METRICS = OBSERVATIONS + 100;

    private MicrometerConfiguration() {}

    /** With a registry of meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static final class Metrics {

        @Bean
        @Order(METRICS)
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        @ConditionalOnMissingBean
        @ConditionalOnProperty(
                prefix = "moonlet.metrics",
                name = "enabled",
                havingValue = "true",
                matchIfMissing = true)
        MetricsInterceptor moonletMetricsInterceptor(MeterRegistry registry) {
            return new MetricsInterceptor(registry);
        }
    }

    /** With a registry of observations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static final class Observations {

        @Bean
        @Order(OBSERVATIONS)
        @ConditionalOnSingleCandidate(ObservationRegistry.class)
        @ConditionalOnMissingBean
        @ConditionalOnProperty(
                prefix = "moonlet.observations",
                name = "enabled",
                havingValue = "true",
                matchIfMissing = true)
        ObservationInterceptor moonletObservationInterceptor(
                ObservationRegistry registry, ObjectProvider<ScriptCallConvention> convention) {
            return new ObservationInterceptor(registry, convention.getIfAvailable());
        }
    }
}
