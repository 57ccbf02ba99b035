package dev.moonlet.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Reports that the implementation of an interface with scripts is there, but is not a bean. */
final class MissingImplementationFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
        implements Ordered {

    private static final String SUFFIX = "Lua";

    private final BeanFactory beans;

    MissingImplementationFailureAnalyzer(BeanFactory beans) {
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
        if (missing == null || !missing.toClass().isInterface() || cause.getNumberOfBeansFound() > 0) {
            return null;
        }
        Class<?> type = missing.toClass();
        if (beans instanceof ListableBeanFactory listed && listed.getBeanNamesForType(type, true, false).length > 0) {
            return null; // there is one, but not with the qualifier that is asked for
        }
        String nested = ClassUtils.getQualifiedName(type)
                .substring(ClassUtils.getPackageName(type).length());
        String name = ClassUtils.getPackageName(type) + nested.replace('$', '_') + SUFFIX;
        if (!ClassUtils.isPresent(name, type.getClassLoader())) {
            return null;
        }
        String implementation = name.substring(name.lastIndexOf('.') + 1);
        return new FailureAnalysis(
                implementation + ", which runs the scripts of " + type.getSimpleName() + ", is not a bean.",
                "Write moonlet.component=spring into moonlet.properties beside the build file, and compile again. A test of a slice, such as"
                        + " @DataRedisTest, does not scan for components: @Import(" + implementation + ".class).",
                cause);
    }
}
