package dev.moonlet.spring;

import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** Applications with Redis, on the Spring Boot that is tested. */
final class Contexts {

    /** How CLIENT LIST shows the connections of an application. */
    static final String CLIENT_NAME = "application";

    private Contexts() {}

    /** Whether it is Spring Boot 4. */
    static boolean isBoot4() {
        return isPresent("org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration");
    }

    /** The auto-configurations of Redis, of JSON and of Moonlet. */
    static Class<?>[] autoConfigurations() {
        return Stream.of(
                        "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
                        "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
                        "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
                        "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
                        "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
                        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
                        "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
                        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
                        "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration",
                        "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
                        "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration",
                        "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
                        "dev.moonlet.spring.MoonletAutoConfiguration")
                .filter(Contexts::isPresent)
                .map(name -> ClassUtils.resolveClassName(name, Contexts.class.getClassLoader()))
                .toArray(Class<?>[]::new);
    }

    private static boolean isPresent(String name) {
        return ClassUtils.isPresent(name, Contexts.class.getClassLoader());
    }

    /** An application on one server, with the scripts of the tests as beans. */
    static ApplicationContextRunner onPort(int port) {
        return onRedis("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
    }

    /** An application on what some properties describe, without a pool unless they have one, with the scripts of the tests as beans. */
    static ApplicationContextRunner onRedis(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(autoConfigurations()))
                .withPropertyValues("spring.data.redis.client-name=" + CLIENT_NAME)
                .withPropertyValues("spring.data.redis.lettuce.pool.enabled=false")
                .withPropertyValues(properties)
                .withUserConfiguration(CounterLua.class);
    }
}
