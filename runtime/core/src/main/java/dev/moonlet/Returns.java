package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares what a script returns that does not say so itself and must not be edited, as its {@code ---@return} would.
 *
 * <pre>{@code
 * @LuaScript("legacy/lease")
 * interface Leases {
 *     @Returns("milliseconds?")
 *     Optional<Duration> left(@Key String lease);
 * }
 * }</pre>
 *
 * <p>It is not needed where the Java type says enough: a script that declares no result can return numbers, strings, booleans,
 * lists, maps and records by position as it is.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Returns {

    /**
     * The type, in the notation of {@code ---@return}, such as {@code integer?} or <code>{ id: string, at: seconds }</code>; the empty
     * text says nothing about it.
     */
    String value() default "";

    /**
     * The values that stand for failures, each in the notation of {@code ---@error}: {@code -2 MissingLock 'the job is not locked'}.
     *
     * @see ReturnedErrorException
     */
    String[] errors() default {};
}
