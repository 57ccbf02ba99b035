package dev.moonlet.codegen;

import dev.moonlet.JsonCodec;
import dev.moonlet.TypeRef;
import dev.moonlet.ValueCodec;
import dev.moonlet.internal.protocol.LuaText;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A table of Lua as JSON, which scripts read with {@code cjson}. Strings may hold any bytes: those that are not text are
 * written as they are, which {@code cjson} passes on.
 *
 * <p>Not safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#cjson-library">Lua API: cjson</a>
 */
public final class JsonTable {

    /**
     * Adds a value of one type: a method of {@link JsonTable}.
     *
     * @param <T> the type
     */
    @FunctionalInterface
    public interface Encoder<T> {

        /** Adds the value. */
        JsonTable add(JsonTable array, T value);
    }

    /**
     * An encoder of what a codec makes into values of another type.
     *
     * @param codec the codec
     * @param encoder the encoder of those
     */
    public static <T, V> Encoder<T> coding(ValueCodec<T, V> codec, Encoder<? super V> encoder) {
        return (array, value) -> encoder.add(array, LuaText.encoded(codec, value));
    }

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** What is written around the values. */
    private enum Form {
        SEQUENCE("[", "]"),
        NAMED("{", "}"),
        SINGLE("", "");

        private final String opening;
        private final String closing;

        Form(String opening, String closing) {
            this.opening = opening;
            this.closing = closing;
        }
    }

    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private final Form form;
    private boolean separated = true;

    /** An empty sequence. */
    public JsonTable() {
        this(Form.SEQUENCE);
    }

    private JsonTable(Form form) {
        this.form = form;
        json.writeBytes(form.opening.getBytes(StandardCharsets.US_ASCII));
    }

    /** An empty table with named fields. */
    public static JsonTable named() {
        return new JsonTable(Form.NAMED);
    }

    /** A place for one value, which is not in a table. */
    static JsonTable single() {
        return new JsonTable(Form.SINGLE);
    }

    /**
     * Adds a field.
     *
     * @throws NullPointerException if there is no value
     */
    public <T> JsonTable field(String name, @Nullable T value, Encoder<T> encoder) {
        if (value == null) {
            throw new NullPointerException("field %s is null".formatted(name));
        }
        string(name);
        json.write(':');
        separated = true;
        try {
            return encoder.add(this, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field %s: %s".formatted(name, e.getMessage()), e.getCause());
        } catch (NullPointerException e) {
            throw inside("field " + name, e);
        }
    }

    /** Adds a field that may be left out: the value, or nothing for {@code null}. */
    public <T> JsonTable optionalField(String name, @Nullable T value, Encoder<T> encoder) {
        return value == null ? this : field(name, value, encoder);
    }

    /** Adds a field that may be left out: the value, or nothing where it is empty. */
    public <T> JsonTable optionalFieldOf(String name, Optional<? extends T> value, Encoder<T> encoder) {
        return Objects.requireNonNull(value, () -> "field %s is null".formatted(name))
                        .isPresent()
                ? field(name, value.get(), encoder)
                : this;
    }

    /**
     * Adds the next value of a sequence.
     *
     * @throws NullPointerException if there is none
     */
    public <T> JsonTable element(@Nullable T value, Encoder<T> encoder) {
        if (value == null) {
            throw new NullPointerException("an element is null");
        }
        return encoder.add(this, value);
    }

    /** A {@code NullPointerException} of a value, with the place of that. */
    static NullPointerException inside(String place, NullPointerException e) {
        return new NullPointerException(place + ": " + e.getMessage());
    }

    /** Adds a string in UTF-8. */
    public JsonTable string(CharSequence value) {
        return string(LuaText.bytes(value));
    }

    /** Adds a string of bytes. */
    public JsonTable string(byte[] value) {
        separate();
        json.write('"');
        for (byte b : value) {
            if (b == '"' || b == '\\') {
                json.write('\\');
                json.write(b);
            } else if ((b >= 0 && b < ' ') || b == 0x7f) {
                json.writeBytes(new byte[] {'\\', 'u', '0', '0', HEX[b >> 4], HEX[b & 15]});
            } else {
                json.write(b);
            }
        }
        json.write('"');
        return this;
    }

    /** Adds a string of the bytes that remain in a buffer, which is left as it is. */
    public JsonTable string(ByteBuffer value) {
        return string(LuaText.bytes(value));
    }

    /** Adds the name of a constant. */
    public JsonTable string(Enum<?> value) {
        return string(value.name());
    }

    /** Adds a UUID in its usual form. */
    public JsonTable string(UUID value) {
        return string(value.toString());
    }

    /**
     * Adds an integer.
     *
     * @throws IllegalArgumentException if it lies beyond 2<sup>53</sup>, where Lua would round it
     */
    public JsonTable integer(long value) {
        return literal(LuaText.integer(value));
    }

    /**
     * Adds an integer from its box.
     *
     * @throws IllegalArgumentException if it lies beyond 2<sup>53</sup>, where Lua would round it
     */
    public JsonTable integer(Number value) {
        return value instanceof BigInteger ? number(value) : integer(value.longValue());
    }

    /** Adds an integer that Lua sees as a string of its digits. */
    public JsonTable int64(long value) {
        return string(Long.toString(value));
    }

    /**
     * Adds an integer from its box, which Lua sees as a string of its digits.
     *
     * @throws IllegalArgumentException if it has more than 64 bits
     */
    public JsonTable int64(Number value) {
        return int64(LuaText.int64(value));
    }

    /**
     * Adds a number.
     *
     * @throws IllegalArgumentException if it is NaN or infinite, or an integer beyond 2<sup>53</sup>
     */
    public JsonTable number(Number value) {
        return literal(LuaText.number(value));
    }

    /** Adds a boolean. */
    public JsonTable bool(boolean value) {
        return literal(Boolean.toString(value));
    }

    /** Adds a duration in whole milliseconds. */
    public JsonTable milliseconds(Duration value) {
        return integer(LuaText.milliseconds(value));
    }

    /** Adds a point in time in whole milliseconds since 1970. */
    public JsonTable milliseconds(Instant value) {
        return integer(LuaText.milliseconds(value));
    }

    /** Adds a duration in whole seconds. */
    public JsonTable seconds(Duration value) {
        return integer(LuaText.seconds(value));
    }

    /** Adds a point in time in whole seconds since 1970. */
    public JsonTable seconds(Instant value) {
        return integer(value.getEpochSecond());
    }

    /** Adds a table of values. */
    public <T> JsonTable array(@Nullable Iterable<? extends T> values, Encoder<T> encoder) {
        JsonTable inner = new JsonTable();
        if (values == null) {
            throw new NullPointerException("a table inside of a table is null");
        }
        values.forEach(value -> inner.element(value, encoder));
        return array(inner);
    }

    /** Adds a table from strings to values. */
    public <T> JsonTable map(@Nullable Map<String, ? extends T> values, Encoder<T> encoder) {
        JsonTable fields = named();
        if (values == null) {
            throw new NullPointerException("a table inside of a table is null");
        }
        values.forEach((name, value) -> {
            if (name == null) {
                throw new NullPointerException("a key of a table is null");
            }
            fields.field(name, value, encoder);
        });
        return array(fields);
    }

    /** Adds a table. */
    public JsonTable array(JsonTable value) {
        return json(value.toBytes());
    }

    /**
     * Adds a value that a codec writes.
     *
     * @throws IllegalArgumentException if it holds an integer beyond 2<sup>53</sup>
     */
    public JsonTable json(Object value, JsonCodec codec, TypeRef<?> type) {
        return json(LuaText.json(value, codec, type));
    }

    /** Adds a value that is JSON already. */
    public JsonTable json(byte[] value) {
        separate();
        json.writeBytes(value);
        return this;
    }

    private JsonTable literal(String text) {
        return json(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void separate() {
        if (!separated) {
            json.write(',');
        }
        separated = false;
    }

    /** The table in JSON. */
    public byte[] toBytes() {
        byte[] open = json.toByteArray();
        if (form.closing.isEmpty()) {
            return open;
        }
        byte[] closed = Arrays.copyOf(open, open.length + 1);
        closed[open.length] = (byte) form.closing.charAt(0);
        return closed;
    }
}
