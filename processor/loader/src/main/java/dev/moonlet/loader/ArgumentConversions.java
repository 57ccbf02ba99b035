package dev.moonlet.loader;

import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.Printable;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the values of an argument into those of the types that the methods of generated code have. */
final class ArgumentConversions {

    /** A number with more digits before its point lies beyond every exact integer. */
    private static final int MOST_DIGITS = 18;

    /** A number with more of them has more than 64 bits. */
    private static final int MOST_DIGITS_OF_64_BITS = 19;

    private final String where;
    private final String notation;

    ArgumentConversions(String script, Declaration declaration) {
        // as the messages of the call begin, too
        this(declaration.name() + " of script " + Printable.line(script) + ": ", declaration.notation());
    }

    private ArgumentConversions(String where, String notation) {
        this.where = where;
        this.notation = notation;
    }

    /** The conversions of a field, whose name the table adds to messages. */
    ArgumentConversions ofField(LuaType type) {
        return new ArgumentConversions("", type.present().notation());
    }

    /** A text, or bytes. */
    Object text(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof CharSequence || value instanceof UUID || value instanceof Number) {
            return value.toString();
        }
        throw mismatch(value);
    }

    BigInteger integer(Object value) {
        BigDecimal number = decimal(value);
        if (number.precision() - number.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException(where + Printable.line(value.toString())
                    + " lies beyond 2^53, where Lua, whose numbers are doubles, would round it");
        }
        try {
            return number.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw mismatch(value);
        }
    }

    BigInteger int64(Object value) {
        BigDecimal number = decimal(value);
        if (number.precision() - number.scale() > MOST_DIGITS_OF_64_BITS) {
            throw new IllegalArgumentException(where + Printable.line(value.toString()) + " has more than 64 bits");
        }
        try {
            return number.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw mismatch(value);
        }
    }

    /** A duration, a point in time, or a number of them. */
    Object time(Object value) {
        if (value instanceof Duration || value instanceof Instant) {
            return value;
        }
        if (value instanceof CharSequence text && text.toString().startsWith("P")) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw mismatch(value);
            }
        }
        return integer(value);
    }

    private BigDecimal decimal(Object value) {
        Number number = number(value);
        try {
            return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw mismatch(value);
        }
    }

    byte[] json(Object value) {
        try {
            return JsonText.write(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    byte[] msgpack(Object value) {
        try {
            return MsgpackText.write(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof CharSequence text) {
            try {
                return new BigDecimal(text.toString().strip());
            } catch (NumberFormatException e) {
                throw mismatch(value);
            }
        }
        throw mismatch(value);
    }

    boolean bool(Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw mismatch(value);
        };
    }

    /** What is in a collection or an array. */
    List<Object> elements(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            collection.forEach(element -> elements.add(present(element)));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(present(Array.get(value, i)));
            }
        } else {
            throw mismatch(value);
        }
        return elements;
    }

    Object present(@Nullable Object element) {
        if (element == null) {
            throw new IllegalArgumentException(where + "an element is null, which a Lua table can't hold");
        }
        return element;
    }

    /** A table lacks a field. */
    IllegalArgumentException missingField(String name) {
        return new IllegalArgumentException(where + "field \"" + name + "\" is missing");
    }

    /** A table has a field that is not declared. */
    IllegalArgumentException unknownField(String name) {
        return new IllegalArgumentException(
                where + "field \"" + Printable.line(name) + "\" is not declared in " + notation);
    }

    IllegalArgumentException mismatch(Object value) {
        String shown = value instanceof CharSequence || value instanceof Number
                ? "\"" + Printable.line(value.toString()) + "\""
                : "a value of type " + value.getClass().getSimpleName();
        return new IllegalArgumentException(where + "expected " + notation + ", got " + shown);
    }
}
