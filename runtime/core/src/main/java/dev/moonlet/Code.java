package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The integer that stands for a constant of an enum in scripts. All constants of the enum have one, and no two the same. Without
 * codes a constant is sent and read by its name.
 *
 * <pre>{@code
 * enum JobStatus {
 *     @Code(0) WAITING,
 *     @Code(1) ACTIVE,
 *     @Code(7) DONE
 * }
 * }</pre>
 *
 * <p>Such an enum supplies what a script declares as {@code integer}, and is what such a result becomes. {@code ---@enum Status
 * app.JobStatus} gives the script a table of the codes: {@code Status.DONE} is 7.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Code {

    /** The integer, whose absolute value is below 2<sup>53</sup>. */
    long value();
}
