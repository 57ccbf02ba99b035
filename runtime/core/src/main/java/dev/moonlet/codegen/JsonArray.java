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
public final class JsonArray {

    /**
     * Adds a value of one type: a method of {@link JsonArray}.
     *
     * @param <T> the type
     */
    @FunctionalInterface
    public interface Encoder<T> {

        /** Adds the value. */
        JsonArray add(JsonArray array, T value);
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

    private final ByteArrayOutputStream json = new ByteArrayOutputStream();

    /** An empty table. */
    public JsonArray() {
        json.write('[');
    }

    /** Adds a string in UTF-8. */
    public JsonArray string(CharSequence value) {
        return string(LuaText.bytes(value));
    }

    /** Adds a string of bytes. */
    public JsonArray string(byte[] value) {
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
    public JsonArray string(ByteBuffer value) {
        return string(LuaText.bytes(value));
    }

    /** Adds the name of a constant. */
    public JsonArray string(Enum<?> value) {
        return string(value.name());
    }

    /** Adds a UUID in its usual form. */
    public JsonArray string(UUID value) {
        return string(value.toString());
    }

    /**
     * Adds an integer.
     *
     * @throws IllegalArgumentException if it lies beyond 2<sup>53</sup>, where Lua would round it
     */
    public JsonArray integer(long value) {
        return literal(LuaText.integer(value));
    }

    /**
     * Adds an integer from its box.
     *
     * @throws IllegalArgumentException if it lies beyond 2<sup>53</sup>, where Lua would round it
     */
    public JsonArray integer(Number value) {
        return value instanceof BigInteger ? number(value) : integer(value.longValue());
    }

    /** Adds an integer that Lua sees as a string of its digits. */
    public JsonArray int64(long value) {
        return string(Long.toString(value));
    }

    /**
     * Adds an integer from its box, which Lua sees as a string of its digits.
     *
     * @throws IllegalArgumentException if it has more than 64 bits
     */
    public JsonArray int64(Number value) {
        return int64(LuaText.int64(value));
    }

    /**
     * Adds a number.
     *
     * @throws IllegalArgumentException if it is NaN or infinite, or an integer beyond 2<sup>53</sup>
     */
    public JsonArray number(Number value) {
        return literal(LuaText.number(value));
    }

    /** Adds a boolean. */
    public JsonArray bool(boolean value) {
        return literal(Boolean.toString(value));
    }

    /** Adds a duration in whole milliseconds. */
    public JsonArray milliseconds(Duration value) {
        return integer(LuaText.milliseconds(value));
    }

    /** Adds a point in time in whole milliseconds since 1970. */
    public JsonArray milliseconds(Instant value) {
        return integer(LuaText.milliseconds(value));
    }

    /** Adds a duration in whole seconds. */
    public JsonArray seconds(Duration value) {
        return integer(LuaText.seconds(value));
    }

    /** Adds a point in time in whole seconds since 1970. */
    public JsonArray seconds(Instant value) {
        return integer(value.getEpochSecond());
    }

    /** Adds a table of values. */
    public <T> JsonArray array(@Nullable Iterable<? extends T> values, Encoder<T> encoder) {
        JsonArray inner = new JsonArray();
        if (values == null) {
            throw new NullPointerException("a table inside of a table is null");
        }
        values.forEach(value -> encoder.add(inner, value));
        return array(inner);
    }

    /** Adds a table. */
    public JsonArray array(JsonArray value) {
        return json(value.toBytes());
    }

    /**
     * Adds a value that a codec writes.
     *
     * @throws IllegalArgumentException if it holds an integer beyond 2<sup>53</sup>
     */
    public JsonArray json(Object value, JsonCodec codec, TypeRef<?> type) {
        return json(LuaText.json(value, codec, type));
    }

    /** Adds a value that is JSON already. */
    public JsonArray json(byte[] value) {
        separate();
        json.writeBytes(value);
        return this;
    }

    private JsonArray literal(String text) {
        return json(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void separate() {
        if (json.size() > 1) {
            json.write(',');
        }
    }

    /** The table in JSON. */
    public byte[] toBytes() {
        byte[] open = json.toByteArray();
        byte[] closed = Arrays.copyOf(open, open.length + 1);
        closed[open.length] = ']';
        return closed;
    }
}
