package dev.moonlet.generated;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A table of Lua as JSON, which scripts read with {@code cjson}. Strings may hold any bytes: those that are no text are
 * written as they are, which {@code cjson} passes on.
 *
 * <p>Not safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#cjson-library">Lua API: cjson</a>
 */
public final class JsonArray {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream json = new ByteArrayOutputStream();

    /** An empty table. */
    public JsonArray() {
        json.write('[');
    }

    /** Adds a string in UTF-8. */
    public JsonArray string(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a string of bytes. */
    public JsonArray bytes(byte[] value) {
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

    /**
     * Adds an integer.
     *
     * @throws IllegalArgumentException if it lies beyond 2<sup>53</sup>, where Lua would round it
     */
    public JsonArray integer(long value) {
        if (!ScriptCall.isExact(value)) {
            throw new IllegalArgumentException(
                    value + " lies beyond 2^53, where Lua, whose numbers are doubles, would round it");
        }
        return literal(Long.toString(value));
    }

    /**
     * Adds a number.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public JsonArray number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is not a number that Lua can read");
        }
        return literal(Double.toString(value));
    }

    /** Adds a boolean. */
    public JsonArray bool(boolean value) {
        return literal(Boolean.toString(value));
    }

    /** Adds a table. */
    public JsonArray array(JsonArray value) {
        separate();
        json.writeBytes(value.toBytes());
        return this;
    }

    /** Adds a value that is JSON already. */
    public JsonArray json(byte[] value) {
        separate();
        json.writeBytes(value);
        return this;
    }

    private JsonArray literal(String text) {
        separate();
        json.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
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
