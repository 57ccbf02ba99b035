package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the {@code @arg} of the script that a parameter supplies, where it is not the parameter's own name.
 *
 * <p>Without this annotation a parameter supplies the declaration with its name, where {@code refillPerSecond} and
 * {@code refill_per_second} are the same name.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Arg {

    /** The name that the script's {@code @arg} directive declares, an entry of {@code ARGV}. */
    String value();
}
