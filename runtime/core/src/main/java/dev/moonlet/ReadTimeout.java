package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long the calls of a method wait for their result, from when the method is called. On an interface it applies to all of its
 * methods; one on a method comes first. Without one, {@link ExecutorBuilder#readTimeout} applies, then the timeout of the connection.
 *
 * <pre>{@code
 * @LuaScript("jobs")
 * @ReadTimeout("500ms")
 * public interface Jobs {
 *     Optional<String> take(String queue);
 *
 *     @ReadTimeout("10s")
 *     long requeueExpired(String queue);
 * }
 * }</pre>
 *
 * <p>It applies to asynchronous methods, too: their stage fails then, as a blocking method does, with Lettuce's
 * {@link io.lettuce.core.RedisCommandTimeoutException}, which says whether the script may have run. In a pipeline the time begins
 * with the flush, and in a transaction there is none, because {@code EXEC} answers all of it.
 *
 * @see <a href="https://redis.github.io/lettuce/advanced-usage/#client-options">Lettuce: client options</a>
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface ReadTimeout {

    /**
     * The time: a whole number and its unit, {@code ms}, {@code s}, {@code m} or {@code h}, for example {@code "500ms"}, or an ISO
     * 8601 duration, for example {@code "PT0.5S"}. At least a millisecond and at most 24 days.
     */
    String value();
}
