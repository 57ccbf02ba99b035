package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.CallInterceptor;
import dev.moonlet.micrometer.MetricsInterceptor;
import dev.moonlet.micrometer.ObservationInterceptor;
import dev.moonlet.testing.RedisExtension;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Interceptors that are beans, and those by Micrometer. */
class InterceptorsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private final ApplicationContextRunner application = Contexts.onPort(redis.port());

    @BeforeEach
    void flush() {
        redis.connection().sync().flushall();
    }

    @Test
    void callsAreMeasuredAndObserved() {
        application.run(context -> {
            context.getBean(Counter.class).add("a", 1);
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("moonlet.calls")
                            .tags("script", "counter/add", "outcome", "SUCCESS")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("moonlet.call")
                            .tag("script", "counter/add")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void propertiesTurnThemOff() {
        application
                .withPropertyValues("moonlet.metrics.enabled=false", "moonlet.observations.enabled=false")
                .run(context -> {
                    assertThat(context)
                            .doesNotHaveBean(MetricsInterceptor.class)
                            .doesNotHaveBean(ObservationInterceptor.class);
                    assertThat(context.getBean(Counter.class).add("a", 1)).isEqualTo(1);
                });
    }

    @Test
    void anApplicationNeedsNoMicrometer() {
        application.withClassLoader(new FilteredClassLoader("io.micrometer")).run(context -> assertThat(
                        context.getBean(Counter.class).add("a", 1))
                .isEqualTo(1));
    }

    @Test
    void beansAreInTheirOrder() {
        application.withUserConfiguration(Interceptors.class).run(context -> {
            Counter counter = context.getBean(Counter.class);
            assertThat(counter.add("a", 1)).isEqualTo(1);
            assertThat(context.getBean(Interceptors.class).events).containsExactly("first", "second");
            assertThat(counter.total("a")).isEqualTo(42);
            assertThat(context.getBean(MeterRegistry.class)
                            .get("moonlet.calls")
                            .tag("script", "counter/total")
                            .timer()
                            .count())
                    .as("the answers of interceptors are measured, too")
                    .isEqualTo(1);
        });
    }

    @Test
    void keysHaveThePrefix() {
        application.withPropertyValues("moonlet.key-prefix=app:").run(context -> {
            context.getBean(Counter.class).add("a", 1);
            assertThat(redis.connection().sync().exists("app:a")).isEqualTo(1);
            assertThat(redis.connection().sync().dbsize()).isEqualTo(1);
        });
    }

    /** Two interceptors, declared in the other order. */
    @Configuration(proxyBeanMethods = false)
    static class Interceptors {

        final List<String> events = new ArrayList<>();

        @Bean
        @Order(2)
        CallInterceptor second() {
            return call -> {
                events.add("second");
                if (call.scriptName().equals("counter/total")) {
                    return CompletableFuture.completedFuture(42L);
                }
                return call.proceed();
            };
        }

        @Bean
        @Order(1)
        CallInterceptor first() {
            return call -> {
                events.add("first");
                return call.proceed();
            };
        }
    }
}
