package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;

class MissingImplementationFailureAnalyzerTest {

    private static @Nullable FailureAnalysis analysis(Class<?> missing) {
        return new MissingImplementationFailureAnalyzer().analyze(new NoSuchBeanDefinitionException(missing));
    }

    @Test
    void anImplementationThatIsNotABean() {
        FailureAnalysis analysis = Objects.requireNonNull(analysis(Counter.class));
        assertThat(analysis.getDescription())
                .isEqualTo("CounterLua, which runs the scripts of Counter, is not a bean.");
        assertThat(analysis.getAction())
                .contains("moonlet.component=spring", "moonlet.properties", "@Import(CounterLua.class)");
    }

    @Test
    void anotherInterfaceIsLeftToOthers() {
        assertThat(analysis(Runnable.class)).isNull();
    }
}
