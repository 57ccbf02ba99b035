package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The code of a constant of an enum in scripts: an integer or a text. All constants of the enum have one of the same kind, and
 * no two the same. Without codes a constant is sent and read by its name.
 *
 * <pre>{@code
 * enum JobStatus {
 *     @Code(0) WAITING,
 *     @Code(1) ACTIVE,
 *     @Code(7) DONE
 * }
 * }</pre>
 *
 * <p>Such an enum supplies what a script declares as {@code integer}, and is what such a result becomes; one with texts what it
 * declares as {@code string}. {@code ---@enum Status app.JobStatus} gives the script a table of the codes: {@code Status.DONE} is 7.
 *
 * <pre>{@code
 * enum LockType {
 *     @Code(text = "until_executed") UNTIL_EXECUTED,
 *     @Code(text = "until_expired") UNTIL_EXPIRED
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Code {

    /** The integer, whose absolute value is at most 2<sup>53</sup>; the default stands for none. */
    long value() default Long.MIN_VALUE;

    /** The text; the empty one stands for none. */
    String text() default "";
}
