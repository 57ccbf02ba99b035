package dev.moonlet.spring;

import dev.moonlet.ExecutorBuilder;

/**
 * Sets options of executors beyond the {@code moonlet.*} properties. All beans of this type are called, in their order, after the
 * properties are applied:
 *
 * <pre>{@code
 * @Bean
 * ScriptExecutorCustomizer atMostOnce() {
 *     return builder -> builder.delivery(Delivery.AT_MOST_ONCE);
 * }
 * }</pre>
 *
 * <p>A customizer is called for each connection that an executor uses: at the first call of a script, and again after the factory
 * has made another connection. For connections that a factory does not share, it is called once. Several threads can call it.
 *
 * @see ScriptExecutorFactory
 * @see <a href="https://docs.spring.io/spring-framework/reference/core/beans/annotation-config/autowired.html">Spring: the order of
 *     beans</a>
 */
@FunctionalInterface
public interface ScriptExecutorCustomizer {

    /** Sets options of a builder, which makes the executor of one connection. */
    void customize(ExecutorBuilder builder);
}
