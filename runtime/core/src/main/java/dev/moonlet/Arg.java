package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more of a parameter that supplies an argument: the {@code @arg} of the script, where that is not the parameter's own name,
 * or the type, where the script declares none.
 *
 * <p>Without this annotation a parameter supplies the declaration with its name, where {@code refillPerSecond} and
 * {@code refill_per_second} are the same name.
 *
 * <p>A script that declares nothing takes the values of parameters in order, each as its Java type says. A type says it where that
 * is not enough:
 *
 * <pre>{@code
 * @LuaScript("legacy/claim")
 * interface Claims {
 *     boolean claim(@Key String job, @Arg(type = "seconds") Duration lease, @Arg(type = "json") Owner owner);
 * }
 * }</pre>
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Arg {

    /**
     * The name that the script's {@code @arg} directive declares, an entry of {@code ARGV}; the parameter's own name if it is left
     * out.
     */
    String value() default "";

    /** The type of an argument that the script does not declare, such as {@code seconds}, {@code json} or {@code string[]}. */
    String type() default "";
}
