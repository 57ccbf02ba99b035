package dev.moonlet.loader;

import dev.moonlet.codegen.JsonArray;
import dev.moonlet.codegen.ScriptCall;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds Java values to a call, by the types that the script declares. */
final class ArgumentValues {

    private static final long LARGEST_EXACT = 1L << 53;

    /** What has more of them before its point lies beyond every exact integer. */
    private static final int MOST_DIGITS = 18;

    private final String script;
    private final Declaration declaration;

    private ArgumentValues(String script, Declaration declaration) {
        this.script = script;
        this.declaration = declaration;
    }

    /** A value out of its {@code Optional}. */
    static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    /** Adds what supplies a declaration; it may be nothing where the declaration allows it. */
    static void add(ScriptCall call, String script, Declaration declaration, @Nullable Object value) {
        new ArgumentValues(script, declaration).add(call, value);
    }

    /** Adds entries of {@code KEYS} or {@code ARGV} that are not declared. */
    static void addAll(ScriptCall call, String script, Declaration.Kind kind, List<?> values) {
        LuaType rest = new LuaType.Array(LuaType.Scalar.ANY);
        Label nowhere = new Label(new SourceFile(script, script, ""), new Span(0, 0), "");
        Declaration all = new Declaration(
                kind, kind == Declaration.Kind.KEY ? "KEYS" : "ARGV", rest, true, Optional.empty(), "", nowhere);
        new ArgumentValues(script, all).add(call, values);
    }

    private void add(ScriptCall call, @Nullable Object value) {
        String name = declaration.name();
        boolean key = declaration.kind() == Declaration.Kind.KEY;
        if (declaration.rest() && declaration.type() instanceof LuaType.Array rest) {
            for (Object element : value == null ? List.of() : elements(value)) {
                byte[] bytes = bytes(rest.element(), element);
                if (key) {
                    call.key(name, bytes);
                } else {
                    call.string(name, bytes);
                }
            }
            return;
        }
        LuaType type = declaration.type() instanceof LuaType.Optional optional ? optional.type() : declaration.type();
        if (value == null && type == LuaType.Scalar.JSON && !declaration.isOptional()) {
            call.string(name, "null");
        } else if (value == null) {
            call.absent(name);
        } else if (key) {
            call.key(name, bytes(type, value));
        } else if (declaration.isOptional() && (type == LuaType.Scalar.STRING || type == LuaType.Scalar.ANY)) {
            call.optionalString(name, bytes(type, value), ScriptCall::string);
        } else {
            call.string(name, bytes(type, value));
        }
    }

    private byte[] bytes(LuaType type, Object value) {
        if (type instanceof LuaType.Array array) {
            return array(array, value).toBytes();
        }
        return switch ((LuaType.Scalar) type) {
            case STRING -> text(value);
            case INTEGER, MILLISECONDS, SECONDS -> ascii(Long.toString(exact(integer((LuaType.Scalar) type, value))));
            case NUMBER -> ascii(finite(value).toString());
            case BOOLEAN -> ascii(bool(value) ? "1" : "0");
            case JSON -> json(value);
            case ANY -> any(value);
            case STATUS, NIL -> throw mismatch(value);
        };
    }

    private byte[] any(Object value) {
        if (value instanceof Boolean bool) {
            return ascii(bool ? "1" : "0");
        }
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            throw mismatch(value);
        }
        return text(value);
    }

    private byte[] text(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof CharSequence || value instanceof UUID || value instanceof Number) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
        throw mismatch(value);
    }

    private long integer(LuaType.Scalar type, Object value) {
        try {
            if (type != LuaType.Scalar.INTEGER && value instanceof Duration duration) {
                return type == LuaType.Scalar.SECONDS ? duration.toSeconds() : duration.toMillis();
            }
            if (type != LuaType.Scalar.INTEGER && value instanceof Instant instant) {
                return type == LuaType.Scalar.SECONDS ? instant.getEpochSecond() : instant.toEpochMilli();
            }
            if (type != LuaType.Scalar.INTEGER
                    && value instanceof CharSequence text
                    && text.toString().startsWith("P")) {
                return integer(type, Duration.parse(text));
            }
            BigDecimal number = number(value);
            if (number.precision() - number.scale() > MOST_DIGITS) {
                throw beyond(value);
            }
            return number.toBigIntegerExact().longValue();
        } catch (ArithmeticException | DateTimeParseException e) {
            throw mismatch(value);
        }
    }

    private IllegalArgumentException beyond(Object value) {
        return new IllegalArgumentException(
                where() + ": " + value + " lies beyond 2^53, where Lua, whose numbers are doubles, would round it");
    }

    private long exact(long value) {
        if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
            throw beyond(value);
        }
        return value;
    }

    private BigDecimal number(Object value) {
        try {
            if (value instanceof BigInteger integer) {
                return new BigDecimal(integer);
            }
            if (value instanceof BigDecimal decimal) {
                return decimal;
            }
            if (value instanceof Number || value instanceof CharSequence) {
                return new BigDecimal(value.toString().strip());
            }
        } catch (NumberFormatException e) {
            throw mismatch(value);
        }
        throw mismatch(value);
    }

    private BigDecimal finite(Object value) {
        BigDecimal number = number(value);
        if (Double.isInfinite(number.doubleValue())) {
            throw mismatch(value);
        }
        boolean integer = value instanceof Long || value instanceof BigInteger;
        if (integer && number.abs().compareTo(BigDecimal.valueOf(LARGEST_EXACT)) > 0) {
            throw beyond(value);
        }
        return number;
    }

    private boolean bool(Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw mismatch(value);
        };
    }

    private JsonArray array(LuaType.Array type, Object value) {
        JsonArray array = new JsonArray();
        for (Object element : elements(value)) {
            if (type.element() instanceof LuaType.Array inner) {
                array.array(array(inner, element));
                continue;
            }
            switch ((LuaType.Scalar) type.element()) {
                case STRING -> array.string(text(element));
                case BOOLEAN -> array.bool(bool(element));
                default -> array.json(bytes(type.element(), element));
            }
        }
        return array;
    }

    private List<Object> elements(Object value) {
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

    private Object present(@Nullable Object element) {
        if (element == null) {
            throw new IllegalArgumentException(where() + ": an element is null, which can't stand in a Lua table");
        }
        return element;
    }

    private byte[] json(Object value) {
        try {
            return JsonText.write(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where() + ": " + e.getMessage(), e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String where() {
        return declaration.kind() + " \"" + declaration.name() + "\" of script " + Printable.line(script);
    }

    private IllegalArgumentException mismatch(Object value) {
        String shown = value instanceof CharSequence || value instanceof Number
                ? "\"" + Printable.line(value.toString()) + "\""
                : "a " + value.getClass().getSimpleName();
        return new IllegalArgumentException(where() + " is " + declaration.notation() + ", not " + shown);
    }
}
