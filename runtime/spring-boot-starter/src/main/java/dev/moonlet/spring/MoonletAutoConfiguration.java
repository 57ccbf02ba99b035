package dev.moonlet.spring;

import dev.moonlet.CallInterceptor;
import dev.moonlet.ScriptExecutor;
import io.lettuce.core.RedisClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Auto-configuration of a {@link ScriptExecutor} on the application's {@link LettuceConnectionFactory}, of a
 * {@link ScriptExecutorFactory} for others, of a {@link dev.moonlet.JsonCodec} by the application's mapper, and of metrics and
 * observations by its registries. All beans of type {@link CallInterceptor} are around the calls, in their order.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/data/nosql.html">Spring Boot: connecting to Redis</a>
 */
@AutoConfiguration(
        afterName = {
            // Spring Boot 4
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            // Spring Boot 3.5
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
        })
@ConditionalOnClass({RedisClient.class, LettuceConnectionFactory.class})
@Conditional(BooleanPropertyCondition.Enabled.class)
@EnableConfigurationProperties(MoonletProperties.class)
@Import({
    MoonletAutoConfiguration.OnLettuce.class,
    MoonletAutoConfiguration.OnAnyFactory.class,
    JsonCodecConfiguration.Jackson3.class,
    JsonCodecConfiguration.Jackson2.class,
    MicrometerConfiguration.Metrics.class,
    MicrometerConfiguration.Observations.class
})
public final class MoonletAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ScriptExecutorFactory scriptExecutorFactory(
            MoonletProperties properties,
            ObjectProvider<CallInterceptor> interceptors,
            ObjectProvider<ScriptExecutorCustomizer> customizers,
            ObjectProvider<ScriptExecutorDecorator> decorators) {
        CallInterceptor[] ordered = interceptors.orderedStream().toArray(CallInterceptor[]::new);
        ScriptExecutorFactory factory = properties.factory().withCustomizer(builder -> builder.interceptors(ordered));
        for (ScriptExecutorCustomizer customizer : customizers.orderedStream().toList()) {
            factory = factory.withCustomizer(customizer);
        }
        for (ScriptExecutorDecorator decorator : decorators.orderedStream().toList()) {
            factory = factory.withDecorator(decorator);
        }
        return factory;
    }

    @Bean
    @Conditional(BooleanPropertyCondition.TranslatesExceptions.class)
    ScriptExceptionTranslator scriptExceptionTranslator() {
        return new ScriptExceptionTranslator();
    }

    /** An executor on the factory that is declared as one of Lettuce. */
    @Configuration(proxyBeanMethods = false)
    static final class OnLettuce {

        @Bean
        @ConditionalOnSingleCandidate(LettuceConnectionFactory.class)
        @ConditionalOnMissingBean
        ScriptExecutor moonletScriptExecutor(ScriptExecutorFactory executors, LettuceConnectionFactory connections) {
            return executors.create(connections);
        }
    }

    /** An executor on a factory whose bean method does not show that it is one of Lettuce. */
    @Configuration(proxyBeanMethods = false)
    static final class OnAnyFactory {

        @Bean
        @Conditional(LettuceCondition.class)
        @ConditionalOnMissingBean({ScriptExecutor.class, LettuceConnectionFactory.class})
        @ConditionalOnSingleCandidate(RedisConnectionFactory.class)
        ScriptExecutor moonletScriptExecutor(ScriptExecutorFactory executors, RedisConnectionFactory connections) {
            if (connections instanceof LettuceConnectionFactory lettuce) {
                return executors.create(lettuce);
            }
            throw new LettuceRequiredException(connections.getClass());
        }
    }
}
