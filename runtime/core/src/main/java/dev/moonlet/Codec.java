package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the codec of a type that Moonlet does not bind by itself, or binds in another way.
 *
 * <ul>
 *   <li>On a parameter, on a component of a record, or on a method for its result: for the values of the codec's type in
 *       it, also inside a collection or an {@code Optional}.
 *   <li>On an interface with {@link LuaScript}: for the values of these types in all of its methods.
 *   <li>On a class of the application: for its values, wherever they are sent or returned.
 * </ul>
 *
 * <p>The innermost one counts. It is resolved when the interface compiles.
 *
 * <pre>{@code
 * @LuaScript("invoices")
 * public interface Invoices {
 *     void issue(String invoice, @Codec(MoneyCodec.class) Money amount);
 * }
 * }</pre>
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Codec {

    /** The codecs: concrete classes that the interface can see, with a constructor that takes nothing. */
    Class<? extends ValueCodec<?, ?>>[] value();
}
