package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class MissingImplementationFailureAnalyzerTest {

    private static @Nullable FailureAnalysis analysis(Class<?> missing) {
        return analysis(missing, new StaticListableBeanFactory());
    }

    private static @Nullable FailureAnalysis analysis(Class<?> missing, BeanFactory beans) {
        return new MissingImplementationFailureAnalyzer(beans).analyze(new NoSuchBeanDefinitionException(missing));
    }

    @Test
    void anImplementationThatIsNotABean() {
        FailureAnalysis analysis = Objects.requireNonNull(analysis(Counter.class));
        assertThat(analysis.getDescription())
                .isEqualTo("CounterLua, which runs the scripts of Counter, is not a bean.");
        assertThat(analysis.getAction())
                .contains("moonlet.component=spring", "moonlet.properties", "@Import(CounterLua.class)");
    }

    /** It is the qualifier that is missing, which Spring Boot reports. */
    @Test
    void oneThatIsABeanIsLeftToOthers() {
        Counter counter = new CounterLua(ScriptExecutorFactory.withDefaults().create(new LettuceConnectionFactory()));
        assertThat(analysis(Counter.class, new StaticListableBeanFactory(Map.of("counter", counter))))
                .isNull();
    }

    @Test
    void anotherInterfaceIsLeftToOthers() {
        assertThat(analysis(Runnable.class)).isNull();
    }
}
