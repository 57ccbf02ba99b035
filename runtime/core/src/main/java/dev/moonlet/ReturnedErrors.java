package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The enum of the errors that the scripts of an interface, or of a method, return and declare with {@code @error}. It is a compile
 * error if the enum lacks a constant for one of them.
 *
 * <pre>{@code
 * @LuaScript("jobs")
 * @ReturnedErrors(JobError.class)
 * interface Jobs {
 *     long finish(String key, String token);
 * }
 * }</pre>
 *
 * @see ReturnedErrorException#as
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ReturnedErrors {

    /** The enum. */
    Class<? extends Enum<?>> value();
}
