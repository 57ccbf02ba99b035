package dev.moonlet;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs around the calls of an executor: observes them, delays or repeats them, refuses them, changes them, or answers without
 * Redis. {@link ExecutorBuilder#interceptors} and {@link ScriptExecutor#intercepted} take interceptors; the first one is the
 * outermost.
 *
 * <pre>{@code
 * CallInterceptor logging = call -> {
 *     long start = System.nanoTime();
 *     return call.proceed().whenComplete((result, failure) ->
 *             log.debug("{} took {} ns in {} attempts", call.scriptName(), System.nanoTime() - start, call.attempts()));
 * };
 * ScriptExecutor executor = ScriptExecutor.on(connection).interceptors(logging).build();
 * }</pre>
 *
 * <p>Blocking and asynchronous methods have the same interceptors. An exception that an interceptor throws is the failure of the
 * call. Several threads call an interceptor at the same time.
 *
 * @see <a href="https://redis.io/docs/latest/commands/evalsha/">EVALSHA</a>
 */
@Beta
@FunctionalInterface
public interface CallInterceptor {

    /**
     * Handles a call: by {@link InterceptedCall#proceed()}, by a value of the {@linkplain InterceptedCall#resultType() type of
     * the result}, or by a failure.
     *
     * <p>A value of another type fails the call with an {@link IllegalStateException} that names both.
     *
     * @return the stage of the result; don't block in what depends on it
     */
    CompletionStage<@Nullable Object> intercept(InterceptedCall call);
}
