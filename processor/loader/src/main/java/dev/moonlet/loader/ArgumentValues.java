package dev.moonlet.loader;

import dev.moonlet.JsonCodec;
import dev.moonlet.TypeRef;
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
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds Java values to a call, by the types that the script declares. Values become those of the types that the methods of
 * generated code have, and are encoded by the same classes.
 */
final class ArgumentValues {

    /** A number with more digits before its point lies beyond every exact integer. */
    private static final int MOST_DIGITS = 18;

    /** A number with more of them has more than 64 bits. */
    private static final int MOST_DIGITS_OF_64_BITS = 19;

    private static final TypeRef<Object> ANYTHING = TypeRef.of(Object.class);

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
                kind,
                kind == Declaration.Kind.KEY ? "KEYS" : "ARGV",
                rest,
                true,
                Optional.empty(),
                Optional.empty(),
                "",
                nowhere);
        new ArgumentValues(script, all).add(call, values);
    }

    private void add(ScriptCall call, @Nullable Object value) {
        String name = declaration.name();
        boolean key = declaration.kind() == Declaration.Kind.KEY;
        if (declaration.rest() && declaration.type() instanceof LuaType.Array rest) {
            List<Object> elements = value == null ? List.of() : elements(value);
            call.rest(name, elements, key ? this::key : encoder(rest.element()));
            return;
        }
        LuaType type = declaration.type().present();
        if (value == null && type == LuaType.Scalar.JSON && !declaration.isOptional()) {
            call.string(name, "null");
        } else if (declaration.isOptional() && (type == LuaType.Scalar.STRING || type == LuaType.Scalar.ANY) && !key) {
            call.optionalString(name, value, encoder(type));
        } else if (declaration.isOptional() && key) {
            call.optionalKey(name, value, this::key);
        } else {
            call.optional(name, value, key ? this::key : encoder(type));
        }
    }

    private ScriptCall key(ScriptCall call, String name, Object value) {
        Object text = text(value);
        return text instanceof byte[] bytes ? call.key(name, bytes) : call.key(name, (String) text);
    }

    /** What adds a value of a type to a call. */
    private ScriptCall.Encoder<Object> encoder(LuaType type) {
        if (type instanceof LuaType.Array array) {
            ScriptCall.Encoder<Object> encoder =
                    (call, name, value) -> call.array(name, elements(value), elementEncoder(array.element()));
            return encoder;
        }
        return switch ((LuaType.Scalar) type) {
            case STRING -> (call, name, value) -> addText(call, name, text(value));
            case ANY -> (call, name, value) -> addAny(call, name, value);
            case INT64 -> (call, name, value) -> call.int64(name, int64(value));
            case INTEGER -> (call, name, value) -> call.integer(name, integer(value));
            case NUMBER -> (call, name, value) -> call.number(name, number(value));
            case BOOLEAN -> (call, name, value) -> call.bool(name, bool(value));
            case MILLISECONDS ->
                (call, name, value) -> {
                    Object time = time(value);
                    return time instanceof Duration duration
                            ? call.milliseconds(name, duration)
                            : time instanceof Instant instant
                                    ? call.milliseconds(name, instant)
                                    : call.integer(name, (BigInteger) time);
                };
            case SECONDS ->
                (call, name, value) -> {
                    Object time = time(value);
                    return time instanceof Duration duration
                            ? call.seconds(name, duration)
                            : time instanceof Instant instant
                                    ? call.seconds(name, instant)
                                    : call.integer(name, (BigInteger) time);
                };
            case JSON -> (call, name, value) -> call.json(name, json(value), Json.CODEC, ANYTHING);
            case STATUS, NIL ->
                (call, name, value) -> {
                    throw mismatch(value);
                };
        };
    }

    private static ScriptCall addText(ScriptCall call, String name, Object text) {
        return text instanceof byte[] bytes ? call.string(name, bytes) : call.string(name, (String) text);
    }

    private ScriptCall addAny(ScriptCall call, String name, Object value) {
        if (value instanceof Boolean bool) {
            return call.bool(name, bool);
        }
        return value instanceof Number number ? call.number(name, number) : addText(call, name, text(value));
    }

    /** What adds a value of a type to a table. */
    private JsonArray.Encoder<Object> elementEncoder(LuaType type) {
        if (type instanceof LuaType.Array inner) {
            return (array, value) -> array.array(elements(value), elementEncoder(inner.element()));
        }
        return switch ((LuaType.Scalar) type) {
            case STRING ->
                (array, value) -> {
                    Object text = text(value);
                    return text instanceof byte[] bytes ? array.string(bytes) : array.string((String) text);
                };
            case ANY ->
                (array, value) -> {
                    Object text = value instanceof Boolean bool ? (bool ? "1" : "0") : text(value);
                    return text instanceof byte[] bytes ? array.string(bytes) : array.string((String) text);
                };
            case INT64 -> (array, value) -> array.int64(int64(value));
            case INTEGER -> (array, value) -> array.number(integer(value));
            case NUMBER -> (array, value) -> array.number(number(value));
            case BOOLEAN -> (array, value) -> array.bool(bool(value));
            case MILLISECONDS ->
                (array, value) -> {
                    Object time = time(value);
                    return time instanceof Duration duration
                            ? array.milliseconds(duration)
                            : time instanceof Instant instant
                                    ? array.milliseconds(instant)
                                    : array.number((BigInteger) time);
                };
            case SECONDS ->
                (array, value) -> {
                    Object time = time(value);
                    return time instanceof Duration duration
                            ? array.seconds(duration)
                            : time instanceof Instant instant
                                    ? array.seconds(instant)
                                    : array.number((BigInteger) time);
                };
            case JSON -> (array, value) -> array.json(json(value), Json.CODEC, ANYTHING);
            case STATUS, NIL ->
                (array, value) -> {
                    throw mismatch(value);
                };
        };
    }

    /** A text, or bytes. */
    private Object text(Object value) {
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

    private BigInteger integer(Object value) {
        BigDecimal number = decimal(value);
        if (number.precision() - number.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException(where() + Printable.line(value.toString())
                    + " lies beyond 2^53, where Lua, whose numbers are doubles, would round it");
        }
        try {
            return number.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw mismatch(value);
        }
    }

    private BigInteger int64(Object value) {
        BigDecimal number = decimal(value);
        if (number.precision() - number.scale() > MOST_DIGITS_OF_64_BITS) {
            throw new IllegalArgumentException(where() + Printable.line(value.toString()) + " has more than 64 bits");
        }
        try {
            return number.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw mismatch(value);
        }
    }

    /** A duration, a point in time, or a number of them. */
    private Object time(Object value) {
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

    private byte[] json(Object value) {
        try {
            return JsonText.write(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where() + e.getMessage(), e);
        }
    }

    private Number number(Object value) {
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
            throw new IllegalArgumentException(where() + "an element is null, which a Lua table can't hold");
        }
        return element;
    }

    /** How the messages of the call begin, too. */
    private String where() {
        return declaration.name() + " of script " + Printable.line(script) + ": ";
    }

    private IllegalArgumentException mismatch(Object value) {
        String shown = value instanceof CharSequence || value instanceof Number
                ? "\"" + Printable.line(value.toString()) + "\""
                : "a value of type " + value.getClass().getSimpleName();
        return new IllegalArgumentException(where() + "expected " + declaration.notation() + ", got " + shown);
    }

    /** JSON that is written already. */
    private static final class Json implements JsonCodec {

        static final Json CODEC = new Json();

        @Override
        public byte[] encode(Object value, TypeRef<?> type) {
            return (byte[]) value;
        }

        @Override
        public <T> @Nullable T decode(byte[] json, TypeRef<T> type) {
            throw new UnsupportedOperationException("results are read as what they are");
        }
    }
}
