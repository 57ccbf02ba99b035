package dev.moonlet.generated;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a script: its keys and arguments, encoded as they are added, in the order in which the script declares
 * them. The caller may therefore change or reuse what it passed as soon as the method returns.
 *
 * <p>The name that each method takes is the parameter's, for the message when its value can't be sent. Not safe for use
 * by several threads while it is filled; immutable afterwards.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#bulk-strings">RESP bulk strings</a>
 */
public final class ScriptCall {

    /** 2<sup>53</sup>: up to here a Lua number of Redis, a double, holds every integer. */
    private static final long LARGEST_EXACT = 1L << 53;

    private static final byte[] NOTHING = {};

    private static final int EXPECTED_BYTES_PER_ENTRY = 24;

    private final CompiledScript script;
    private byte[] encoded;
    private int length;
    private int keys;
    private int entries;

    /**
     * Begins a call.
     *
     * @param script the script to run
     * @param entries how many keys and arguments are expected
     */
    public ScriptCall(CompiledScript script, int entries) {
        this.script = Objects.requireNonNull(script, "script");
        this.encoded = new byte[EXPECTED_BYTES_PER_ENTRY * entries];
    }

    /** Adds the next key. All keys come before the first argument. */
    public ScriptCall key(String name, String value) {
        if (keys != entries) {
            throw new IllegalStateException("key " + name + " comes after an argument");
        }
        add(present(name, value));
        keys++;
        return this;
    }

    /** Adds the next key from its bytes. All keys come before the first argument. */
    public ScriptCall key(String name, byte[] value) {
        if (keys != entries) {
            throw new IllegalStateException("key " + name + " comes after an argument");
        }
        add(present(name, value));
        keys++;
        return this;
    }

    /** Adds nothing for an argument that may be left out. */
    public ScriptCall absent(String name) {
        return add(NOTHING);
    }

    /** Adds bytes as they are. */
    public ScriptCall bytes(String name, byte[] value) {
        return add(present(name, value));
    }

    /** Adds bytes for an argument that could be left out: behind {@code =}, so that no bytes are something too. */
    public ScriptCall presentBytes(String name, byte[] value) {
        byte[] bytes = present(name, value);
        byte[] marked = new byte[bytes.length + 1];
        marked[0] = '=';
        System.arraycopy(bytes, 0, marked, 1, bytes.length);
        return add(marked);
    }

    /** Adds a table as JSON. */
    public ScriptCall array(String name, JsonArray value) {
        return add(present(name, value).toBytes());
    }

    /** Adds a string, sent in UTF-8. */
    public ScriptCall string(String name, String value) {
        return add(present(name, value));
    }

    /**
     * Adds an integer.
     *
     * @throws IllegalArgumentException if it lies beyond 2<sup>53</sup>, where Lua would round it
     */
    public ScriptCall integer(String name, long value) {
        if (!isExact(value)) {
            throw unsendable(name, value + " lies beyond 2^53, where Lua, whose numbers are doubles, would round it");
        }
        return add(Long.toString(value));
    }

    /**
     * Adds an integer from its box.
     *
     * @throws IllegalArgumentException if it lies beyond 2<sup>53</sup>, where Lua would round it
     */
    public ScriptCall integer(String name, Number value) {
        return integer(name, present(name, value).longValue());
    }

    /**
     * Adds a number.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public ScriptCall number(String name, double value) {
        if (!Double.isFinite(value)) {
            throw unsendable(name, value + " is not a number that Lua can read");
        }
        return add(Double.toString(value));
    }

    /**
     * Adds a number from its box.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public ScriptCall number(String name, Number value) {
        return number(name, present(name, value).doubleValue());
    }

    /** Adds a boolean from its box, sent as 1 or 0. */
    public ScriptCall bool(String name, Boolean value) {
        return bool(name, present(name, value).booleanValue());
    }

    /** Adds a boolean, sent as 1 or 0. */
    public ScriptCall bool(String name, boolean value) {
        return add(value ? "1" : "0");
    }

    /** Adds a duration in whole milliseconds; what is finer is cut. */
    public ScriptCall milliseconds(String name, Duration value) {
        try {
            return integer(name, present(name, value).toMillis());
        } catch (ArithmeticException e) {
            throw unsendable(name, value + " is more than a number of milliseconds can say");
        }
    }

    /** Adds a duration in whole seconds; what is finer is cut. */
    public ScriptCall seconds(String name, Duration value) {
        return integer(name, present(name, value).toSeconds());
    }

    /** The script to run. */
    public CompiledScript script() {
        return script;
    }

    /** The number of keys. */
    public int keyCount() {
        return keys;
    }

    /** The number of keys and arguments together. */
    public int entryCount() {
        return entries;
    }

    /** The first key, by which a cluster chooses the node; {@code null} if there is none. */
    public @Nullable ByteBuffer firstKey() {
        if (keys == 0) {
            return null;
        }
        int lineEnd = 1;
        while (encoded[lineEnd] != '\r') {
            lineEnd++;
        }
        int size = Integer.parseInt(new String(encoded, 1, lineEnd - 1, StandardCharsets.US_ASCII));
        return ByteBuffer.wrap(encoded, lineEnd + 2, size).slice().asReadOnlyBuffer();
    }

    /** Writes the keys and arguments as RESP bulk strings. */
    public void writeTo(ByteBuf buffer) {
        buffer.writeBytes(encoded, 0, length);
    }

    /** Whether a Lua number of Redis holds an integer as it is. */
    static boolean isExact(long value) {
        return value <= LARGEST_EXACT && value >= -LARGEST_EXACT;
    }

    private <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException("%s of script %s is null".formatted(name, script.name()));
        }
        return value;
    }

    private IllegalArgumentException unsendable(String name, String reason) {
        return new IllegalArgumentException("%s of script %s: %s".formatted(name, script.name(), reason));
    }

    private ScriptCall add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    private ScriptCall add(byte[] value) {
        byte[] size = Integer.toString(value.length).getBytes(StandardCharsets.US_ASCII);
        reserve(size.length + value.length + 5);
        encoded[length++] = '$';
        append(size);
        appendLineEnd();
        append(value);
        appendLineEnd();
        entries++;
        return this;
    }

    private void append(byte[] bytes) {
        System.arraycopy(bytes, 0, encoded, length, bytes.length);
        length += bytes.length;
    }

    private void appendLineEnd() {
        encoded[length++] = '\r';
        encoded[length++] = '\n';
    }

    private void reserve(int more) {
        if (encoded.length - length < more) {
            encoded = Arrays.copyOf(encoded, Math.max(length + more, Math.multiplyExact(2, encoded.length)));
        }
    }
}
