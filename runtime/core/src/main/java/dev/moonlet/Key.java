package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the {@code @key} of the script that a parameter supplies, where it is not the parameter's own name.
 *
 * <p>Without this annotation a parameter supplies the declaration with its name, where {@code refillPerSecond} and
 * {@code refill_per_second} are the same name.
 *
 * <p>For a script that declares nothing, it marks the parameters that fill {@code KEYS}, in order; the others fill
 * {@code ARGV}.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Key {

    /** The name that the script's {@code @key} directive declares; the parameter's own name if it is left out. */
    String value() default "";
}
