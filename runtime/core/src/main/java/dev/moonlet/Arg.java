package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the argument that a parameter supplies, where that is not the parameter's own name, or says how it is sent, where the script
 * declares no type. On a method: an argument that is always the same.
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
 *
 * <p>A script of several operations becomes several methods:
 *
 * <pre>{@code
 * @LuaScript("queue")
 * interface Queue {
 *     @Arg(name = "op", value = "push")
 *     long push(@Key String queue, String job);
 *
 *     @Arg(name = "op", value = "size")
 *     long size(@Key String queue);
 * }
 * }</pre>
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
@Repeatable(Arg.All.class)
public @interface Arg {

    /**
     * On a parameter, the name that the script's {@code @arg} directive declares, an entry of {@code ARGV}; the parameter's own name
     * if it is left out. On a method, the value: a string, a number, {@code true} or {@code false}, or a duration such as
     * {@code PT1.5S}, as the script's type has it.
     */
    String value() default "";

    /**
     * On a method, the name of the key or argument that has the value. If the script declares nothing, it is the entry:
     * {@code ARGV[2]}, or {@code KEYS[1]}.
     */
    String name() default "";

    /** The type of an argument that the script does not declare, such as {@code seconds}, {@code json} or {@code string[]}. */
    String type() default "";

    /** Several arguments of a method. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.CLASS)
    @interface All {

        /** The arguments. */
        Arg[] value();
    }
}
