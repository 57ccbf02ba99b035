package dev.moonlet.internal.dispatch;

import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks values that replace the result of a method. */
final class ResultTypes {

    private ResultTypes() {}

    /** Whether a value can be the result of a method that returns a type. */
    static boolean accepts(Class<?> type, @Nullable Object value) {
        if (value == null) {
            return !type.isPrimitive() && type != Optional.class;
        }
        return MethodType.methodType(type).wrap().returnType().isInstance(value);
    }

    /** What a value is, for a message, which does not have the value itself. */
    static String describe(@Nullable Object value) {
        return value == null ? "null" : "a " + name(value.getClass());
    }

    /** The name of a type in source code; {@code nothing} for {@code void}. */
    static String name(Class<?> type) {
        String name = type.getCanonicalName();
        return type == Void.class ? "nothing" : name == null ? type.getName() : name;
    }
}
