package dev.moonlet.spring;

import dev.moonlet.ScriptExecutor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** Reports why a bean that needs an executor has none. The general analyzer can't: the conditions are forgotten by then. */
final class MissingExecutorFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
        implements Ordered {

    private static final String LETTUCE = "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory";

    private final BeanFactory beans;

    MissingExecutorFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    /** Before the general one for missing beans. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        ResolvableType missing = cause.getResolvableType();
        if (missing == null || missing.toClass() != ScriptExecutor.class || cause.getNumberOfBeansFound() > 0) {
            return null;
        }
        return beans instanceof ListableBeanFactory listed
                        && ClassUtils.isPresent(LETTUCE, MissingExecutorFailureAnalyzer.class.getClassLoader())
                ? analyze(listed, cause)
                : null;
    }

    private static @Nullable FailureAnalysis analyze(ListableBeanFactory beans, NoSuchBeanDefinitionException cause) {
        if (!names(beans, ScriptExecutor.class).isEmpty()) {
            return null; // but none with the qualifier that is asked for
        }
        List<String> lettuce = names(beans, LettuceConnectionFactory.class);
        List<String> all = names(beans, RedisConnectionFactory.class);
        if (all.isEmpty()) {
            return new FailureAnalysis(
                    "Moonlet has no ScriptExecutor: the application has no RedisConnectionFactory.",
                    "Add spring-boot-starter-data-redis, or declare a LettuceConnectionFactory.",
                    cause);
        }
        if (lettuce.size() > 1) {
            return new FailureAnalysis(
                    "Moonlet has no ScriptExecutor: the application has several LettuceConnectionFactory beans, "
                            + String.join(", ", lettuce) + ", and none of them is @Primary.",
                    "Mark one as @Primary, or declare a ScriptExecutor for each with ScriptExecutorFactory.create.",
                    cause);
        }
        Class<?> first = beans.getType(all.get(0), false);
        return lettuce.isEmpty() && first != null && !first.isInterface()
                ? LettuceRequiredFailureAnalyzer.analysis(LettuceRequiredException.reason(first), cause)
                : null;
    }

    private static List<String> names(ListableBeanFactory beans, Class<?> type) {
        return List.of(beans.getBeanNamesForType(type, true, false));
    }
}
