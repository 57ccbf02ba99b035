package dev.moonlet.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.moonlet.Delivery;
import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.TypeRef;
import dev.moonlet.jackson.Jackson3Codec;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.testing.RedisProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What is configured of which beans and properties. No test has a server. */
@ExtendWith(OutputCaptureExtension.class)
class MoonletAutoConfigurationTest {

    private static final String NOT_LETTUCE =
            "Moonlet needs Lettuce; the application's RedisConnectionFactory is JedisConnectionFactory";

    private final ApplicationContextRunner application = Contexts.onPort(closedPort());

    private static int closedPort() {
        try {
            return RedisProcess.freePort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anApplicationStartsWithoutServerAndItsCallsFail() {
        application.run(context -> {
            Counter counter = context.getBean(Counter.class);
            assertThatThrownBy(() -> counter.add("a", 1))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("script counter/add was not sent: Unable to connect to");
            CompletionStage<Long> failing = counter.addAsync("a", 1);
            assertThatThrownBy(() -> failing.toCompletableFuture().get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ServerUnavailableException.class);
        });
    }

    @Test
    void backsOffForJedisWithTheReason() {
        application.withPropertyValues("spring.data.redis.client-type=jedis").run(context -> {
            assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("ScriptExecutor");
        });
        new ApplicationContextRunner()
                .withUserConfiguration(Jedis.class, Scripts.class)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(ScriptExecutor.class);
                    assertThat(
                                    ConditionEvaluationReport.get(context.getBeanFactory())
                                            .getConditionAndOutcomesBySource()
                                            .values()
                                            .stream()
                                            .flatMap(outcomes -> outcomes.stream())
                                            .map(outcome -> outcome.getOutcome().getMessage()))
                            .contains(NOT_LETTUCE);
                });
    }

    @Test
    void aMissingExecutorIsReportedWithTheReason(CapturedOutput output) {
        assertThatThrownBy(() -> start(Jedis.class, Scripts.class, CounterLua.class));
        assertThat(output).contains(NOT_LETTUCE + ".").contains("spring.data.redis.client-type=lettuce");
        assertThatThrownBy(() -> start(TwoFactories.class, Scripts.class, CounterLua.class));
        assertThat(output).contains("several LettuceConnectionFactory beans, one, two, and none of them is @Primary");
        assertThatThrownBy(() -> start(Scripts.class, CounterLua.class));
        assertThat(output).contains("the application has no RedisConnectionFactory");
    }

    private static void start(Class<?>... beans) {
        SpringApplication application = new SpringApplication(beans);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.run();
    }

    @Test
    void aHiddenJedisFactoryIsReportedWithWhatToDo(CapturedOutput output) {
        assertThatThrownBy(() -> start(HiddenJedis.class, Scripts.class))
                .rootCause()
                .isInstanceOf(LettuceRequiredException.class);
        assertThat(output).contains(NOT_LETTUCE + ".").contains("spring.data.redis.client-type=lettuce");
    }

    @Test
    void aHiddenLettuceFactoryIsUsed() {
        new ApplicationContextRunner()
                .withUserConfiguration(HiddenLettuce.class, Scripts.class)
                .run(context -> assertThat(context).hasSingleBean(ScriptExecutor.class));
    }

    @Test
    void severalFactoriesHaveNoExecutorUnlessOneIsPrimary() {
        new ApplicationContextRunner()
                .withUserConfiguration(TwoFactories.class, Scripts.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ScriptExecutor.class)
                        .hasSingleBean(ScriptExecutorFactory.class));
        new ApplicationContextRunner()
                .withUserConfiguration(PrimaryFactory.class, Scripts.class)
                .run(context -> assertThat(context).hasSingleBean(ScriptExecutor.class));
        new ApplicationContextRunner()
                .withUserConfiguration(LettuceAndJedis.class, Scripts.class)
                .run(context -> assertThat(context).hasSingleBean(ScriptExecutor.class));
    }

    @Test
    void anExecutorOfTheApplicationReplacesTheConfiguredOne() {
        application.withUserConfiguration(OwnExecutor.class).run(context -> assertThat(context)
                .getBean(ScriptExecutor.class)
                .isSameAs(context.getBean("own")));
        application.withUserConfiguration(AdditionalExecutor.class).run(context -> assertThat(
                        context.getBeanNamesForType(ScriptExecutor.class))
                .containsExactlyInAnyOrder("orders", "moonletScriptExecutor"));
    }

    @Test
    void nothingIsConfiguredIfItIsDisabled() {
        new ApplicationContextRunner()
                .withUserConfiguration(HiddenLettuce.class, Scripts.class)
                .withPropertyValues("moonlet.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ScriptExecutor.class)
                        .doesNotHaveBean(ScriptExecutorFactory.class)
                        .doesNotHaveBean(JsonCodec.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "yes", "1", "TRUE"})
    void booleansAreWrittenAsSpringReadsThem(String yes) {
        application
                .withPropertyValues("moonlet.enabled=" + yes, "moonlet.translate-exceptions=" + yes)
                .run(context -> assertThat(context)
                        .hasSingleBean(ScriptExecutor.class)
                        .hasSingleBean(ScriptExceptionTranslator.class));
    }

    @Test
    void jsonIsThatOfTheApplication() {
        Class<?> configured = Contexts.isBoot4() ? Jackson3Codec.class : JacksonCodec.class;
        application
                .withPropertyValues("spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE")
                .run(context -> assertThat(context.getBean(JsonCodec.class))
                        .isInstanceOf(configured)
                        .satisfies(codec -> assertThat(json(codec)).contains("\"Title\":")));
        ApplicationContextRunner without =
                new ApplicationContextRunner().withUserConfiguration(HiddenLettuce.class, Scripts.class);
        without.run(context -> assertThat(context).doesNotHaveBean(JsonCodec.class));
        ObjectMapper capital = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
        without.withBean(ObjectMapper.class, () -> capital).run(context -> assertThat(context.getBean(JsonCodec.class))
                .isInstanceOf(JacksonCodec.class)
                .satisfies(codec -> assertThat(json(codec)).contains("\"Title\":")));
        application.withBean(JsonCodec.class, () -> new JacksonCodec(capital)).run(context -> assertThat(context)
                .getBean(JsonCodec.class)
                .satisfies(codec -> assertThat(json(codec)).contains("\"Title\":")));
    }

    private static String json(JsonCodec codec) {
        Notes.Note note = new Notes.Note("shopping", List.of("milk"));
        return new String(codec.encode(note, TypeRef.of(Notes.Note.class)), UTF_8);
    }

    @Test
    void propertiesAreBound() {
        application
                .withPropertyValues(
                        "moonlet.delivery=at-most-once",
                        "moonlet.read-timeout=2s",
                        "moonlet.write-timeout=10s",
                        "moonlet.connect-timeout=500ms",
                        "moonlet.key-prefix=tenant:1:",
                        "moonlet.metrics.enabled=false",
                        "moonlet.translate-exceptions=true")
                .run(context -> assertThat(context.getBean(MoonletProperties.class))
                        .isEqualTo(new MoonletProperties(
                                true,
                                Delivery.AT_MOST_ONCE,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                Duration.ofMillis(500),
                                "tenant:1:",
                                new MoonletProperties.Metrics(false),
                                new MoonletProperties.Observations(true),
                                true)));
    }

    @Test
    void exceptionsOfRepositoriesAreTranslatedOnRequest() {
        application.run(context -> assertThat(context).doesNotHaveBean(ScriptExceptionTranslator.class));
        application.withPropertyValues("moonlet.translate-exceptions=true").run(context -> {
            PersistenceExceptionTranslator first = context.getBeanProvider(PersistenceExceptionTranslator.class)
                    .orderedStream()
                    .findFirst()
                    .orElseThrow();
            assertThat(first).as("before the connection factory").isInstanceOf(ScriptExceptionTranslator.class);
        });
    }

    @Test
    void aTimeoutThatIsNotPositiveFailsTheStart() {
        application.withPropertyValues("moonlet.read-timeout=0").run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .hasMessage("moonlet.read-timeout PT0S is not positive"));
    }

    @Test
    void decoratorsWrapInTheirOrder() {
        application.withUserConfiguration(Decorators.class).run(context -> {
            assertThatThrownBy(() -> context.getBean(Counter.class).add("a", 1));
            assertThat(context.getBean(Decorators.class).called).containsExactly("outer", "inner");
        });
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MoonletAutoConfiguration.class)
    static class Scripts {}

    @Configuration(proxyBeanMethods = false)
    static class Jedis {
        @Bean
        JedisConnectionFactory redis() {
            return new JedisConnectionFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenJedis {
        @Bean
        RedisConnectionFactory redis() {
            return new JedisConnectionFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenLettuce {
        @Bean
        RedisConnectionFactory redis() {
            return new LettuceConnectionFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoFactories {
        @Bean
        LettuceConnectionFactory one() {
            return new LettuceConnectionFactory();
        }

        @Bean
        LettuceConnectionFactory two() {
            return new LettuceConnectionFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryFactory {
        @Bean
        @Primary
        LettuceConnectionFactory one() {
            return new LettuceConnectionFactory();
        }

        @Bean
        LettuceConnectionFactory two() {
            return new LettuceConnectionFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LettuceAndJedis {
        @Bean
        LettuceConnectionFactory lettuce() {
            return new LettuceConnectionFactory();
        }

        @Bean
        JedisConnectionFactory jedis() {
            return new JedisConnectionFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnExecutor {
        @Bean
        ScriptExecutor own(ScriptExecutorFactory executors, LettuceConnectionFactory redis) {
            return executors.create(redis);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AdditionalExecutor {
        @Bean(defaultCandidate = false)
        @Qualifier("orders")
        ScriptExecutor orders(ScriptExecutorFactory executors, LettuceConnectionFactory redis) {
            return executors.create(redis);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Decorators {

        final List<String> called = new ArrayList<>();

        @Bean
        @Order(2)
        ScriptExecutorDecorator inner() {
            return executor -> new RecordingExecutor(executor, () -> called.add("inner"));
        }

        @Bean
        @Order(1)
        ScriptExecutorDecorator outer() {
            return executor -> new RecordingExecutor(executor, () -> called.add("outer"));
        }
    }
}
