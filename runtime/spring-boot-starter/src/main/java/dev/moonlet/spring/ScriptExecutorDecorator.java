package dev.moonlet.spring;

import dev.moonlet.ScriptExecutor;

/**
 * Wraps the executors of an application, to observe calls or to call again. All beans of this type are called once for each
 * executor. The first in their order is the outermost:
 *
 * <pre>{@code
 * @Bean
 * ScriptExecutorDecorator metrics(MeterRegistry registry) {
 *     return executor -> new TimedExecutor(executor, registry);
 * }
 * }</pre>
 *
 * <p>A decorator sees the exceptions of Moonlet: those of Spring are made outside of it.
 *
 * @see ScriptExecutorFactory
 * @see dev.moonlet.ScriptInvocation
 */
@FunctionalInterface
public interface ScriptExecutorDecorator {

    /** An executor that passes its calls on to another one. */
    ScriptExecutor decorate(ScriptExecutor executor);
}
