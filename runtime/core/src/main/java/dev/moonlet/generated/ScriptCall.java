package dev.moonlet.generated;

import dev.moonlet.JsonCodec;
import dev.moonlet.JsonType;
import dev.moonlet.ValueCodec;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a script: its keys and arguments, encoded as they are added, in the order in which the script declares
 * them. The caller may therefore change or reuse what it passed as soon as the method returns.
 *
 * <p>The name that each method takes is the parameter's, for the message when its value can't be sent: {@code null} is a
 * {@link NullPointerException}, everything else an {@link IllegalArgumentException}. Not safe for use by several threads
 * while it is filled; immutable afterwards.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#bulk-strings">RESP bulk strings</a>
 */
// Long for its overloads, one a Java type, so that generated code says what it sends and nothing is chosen at run time.
public final class ScriptCall {

    /**
     * Adds a value of one type: a method of this class.
     *
     * @param <T> the type
     */
    @FunctionalInterface
    public interface Encoder<T> {

        /** Adds the value. */
        ScriptCall add(ScriptCall call, String name, T value);
    }

    /**
     * An encoder of what a codec makes into values of another type.
     *
     * @param codec the codec
     * @param encoder the encoder of those
     */
    public static <T, V> Encoder<T> coding(ValueCodec<T, V> codec, Encoder<? super V> encoder) {
        return (call, name, value) -> call.coded(name, value, codec, encoder);
    }

    private static final byte[] NOTHING = {};

    /** What most entries take; the first is a key, and those are longer. */
    private static final int EXPECTED_BYTES_PER_ENTRY = 14;

    private static final int EXPECTED_BYTES_MORE = 10;

    private static final byte[] NOSCRIPT = "NOSCRIPT".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_END = 2;

    /** What begins the value of an argument that may be left out. */
    private static final byte MARK = '=';

    /** The sign, the digits of the size, and two ends of lines. */
    private static final int BULK_OVERHEAD = 1 + 10 + 2 + 2;

    private final CompiledScript script;
    private byte[] encoded;
    private int length;
    private int keys;
    private int entries;
    private boolean marked;
    private int entryStart;
    private boolean mayRaiseNoscript;
    private String keyName = "";
    private String @Nullable [] keyNames;

    /**
     * Begins a call.
     *
     * @param script the script to run
     * @param entries how many keys and arguments are expected
     */
    public ScriptCall(CompiledScript script, int entries) {
        this.script = Objects.requireNonNull(script, "script");
        this.encoded = new byte[EXPECTED_BYTES_MORE + EXPECTED_BYTES_PER_ENTRY * entries];
    }

    /** Adds the next key, sent in UTF-8. All keys come before the first argument. */
    public ScriptCall key(String name, CharSequence value) {
        beginKey(name);
        return addText(name, present(name, value));
    }

    /** Adds the next key from its bytes. */
    public ScriptCall key(String name, byte[] value) {
        beginKey(name);
        return add(present(name, value));
    }

    /** Adds the next key from the bytes that remain in a buffer, which is left as it is. */
    public ScriptCall key(String name, ByteBuffer value) {
        beginKey(name);
        return add(LuaText.bytes(present(name, value)));
    }

    /** Adds the next key: the name of a constant. */
    public ScriptCall key(String name, Enum<?> value) {
        beginKey(name);
        return addText(name, present(name, value).name());
    }

    /** Adds the next key: a UUID in its usual form. */
    public ScriptCall key(String name, UUID value) {
        beginKey(name);
        return addText(name, present(name, value).toString());
    }

    /** Counts the next entry as a key; what can't be sent is never sent, so that the count does not matter then. */
    private void beginKey(String name) {
        if (keys != entries) {
            throw new IllegalStateException("key " + name + " comes after an argument");
        }
        if (keys == 0) {
            keyName = name;
        } else {
            keyNames = keyNames == null ? new String[] {keyName, name} : append(keyNames, keys, name);
        }
        keys++;
    }

    private static String[] append(String[] names, int count, String name) {
        String[] longer = count < names.length ? names : Arrays.copyOf(names, 2 * count);
        longer[count] = name;
        return longer;
    }

    /** Adds a string, sent in UTF-8. */
    public ScriptCall string(String name, CharSequence value) {
        return addText(name, present(name, value));
    }

    /** Adds bytes as they are. */
    public ScriptCall string(String name, byte[] value) {
        return add(present(name, value));
    }

    /** Adds the bytes that remain in a buffer, which is left as it is. */
    public ScriptCall string(String name, ByteBuffer value) {
        return add(LuaText.bytes(present(name, value)));
    }

    /** Adds the name of a constant. */
    public ScriptCall string(String name, Enum<?> value) {
        return addText(name, present(name, value).name());
    }

    /** Adds a UUID in its usual form. */
    public ScriptCall string(String name, UUID value) {
        return addText(name, present(name, value).toString());
    }

    /** Adds an integer; one beyond 2<sup>53</sup>, which Lua would round, is refused. */
    public ScriptCall integer(String name, long value) {
        try {
            return addDigits(LuaText.exact(value));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds an integer from its box; one beyond 2<sup>53</sup>, which Lua would round, is refused. */
    public ScriptCall integer(String name, Number value) {
        return integer(name, present(name, value).longValue());
    }

    /** Adds an integer; one beyond 2<sup>53</sup>, which Lua would round, is refused. */
    public ScriptCall integer(String name, BigInteger value) {
        return number(name, value);
    }

    /** Adds a number; NaN and infinity are refused. */
    public ScriptCall number(String name, double value) {
        if (LuaText.isInteger(value)) {
            return addDigits((long) value);
        }
        try {
            return addAscii(LuaText.number(value));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a number; NaN, infinity, and an integer beyond 2<sup>53</sup> are refused. */
    public ScriptCall number(String name, Number value) {
        try {
            return addAscii(LuaText.number(present(name, value)));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a boolean, sent as 1 or 0. */
    public ScriptCall bool(String name, boolean value) {
        return addDigits(value ? 1 : 0);
    }

    /** Adds a boolean from its box, sent as 1 or 0. */
    public ScriptCall bool(String name, Boolean value) {
        return bool(name, present(name, value).booleanValue());
    }

    /** Adds a duration in whole milliseconds; what is finer is cut. */
    public ScriptCall milliseconds(String name, Duration value) {
        try {
            return integer(name, LuaText.milliseconds(present(name, value)));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a point in time in whole milliseconds since 1970; what is finer is cut. */
    public ScriptCall milliseconds(String name, Instant value) {
        try {
            return integer(name, LuaText.milliseconds(present(name, value)));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a duration in whole seconds; what is finer is cut. */
    public ScriptCall seconds(String name, Duration value) {
        return integer(name, LuaText.seconds(present(name, value)));
    }

    /** Adds a point in time in whole seconds since 1970; what is finer is cut. */
    public ScriptCall seconds(String name, Instant value) {
        return integer(name, present(name, value).getEpochSecond());
    }

    /** Adds a table as JSON. */
    public ScriptCall array(String name, JsonArray value) {
        return add(present(name, value).toBytes());
    }

    /** Adds a table of the values of a collection or an array, in order. */
    public <T> ScriptCall array(String name, @Nullable Iterable<? extends T> values, JsonArray.Encoder<T> encoder) {
        JsonArray array = new JsonArray();
        try {
            for (T value : present(name, values)) {
                encoder.add(array, element(name, value));
            }
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
        return array(name, array);
    }

    /** Adds all the rest: the values of a collection or an array, in order, an entry each. */
    public <T> ScriptCall rest(String name, @Nullable Iterable<? extends T> values, Encoder<T> encoder) {
        for (T value : present(name, values)) {
            encoder.add(this, name, element(name, value));
        }
        return this;
    }

    /** Adds a value of any type as the JSON that a codec writes; an integer beyond 2<sup>53</sup> in it is refused. */
    public ScriptCall json(String name, Object value, JsonCodec codec, JsonType<?> type) {
        try {
            return add(LuaText.json(present(name, value), codec, type));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds what a codec makes of a value. */
    public <T, V> ScriptCall coded(String name, T value, ValueCodec<T, V> codec, Encoder<? super V> encoder) {
        try {
            return encoder.add(this, name, LuaText.encoded(codec, present(name, value)));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds what may be left out: the value, or nothing for {@code null}. */
    public <T> ScriptCall optional(String name, @Nullable T value, Encoder<T> encoder) {
        return value == null ? absent(name) : encoder.add(this, name, value);
    }

    /** Adds a string that may be left out: the value, told apart from nothing even where it is empty. */
    public <T> ScriptCall optionalString(String name, @Nullable T value, Encoder<T> encoder) {
        marked = value != null;
        return optional(name, value, encoder);
    }

    /** Adds what may be left out: the value, or nothing where it is empty. */
    public <T> ScriptCall optionalOf(String name, Optional<? extends T> value, Encoder<T> encoder) {
        return optional(name, present(name, value).orElse(null), encoder);
    }

    /** Adds a string that may be left out: the value, or nothing where there is none. */
    public <T> ScriptCall optionalStringOf(String name, Optional<? extends T> value, Encoder<T> encoder) {
        return optionalString(name, present(name, value).orElse(null), encoder);
    }

    /** Adds nothing for an argument that may be left out. */
    public ScriptCall absent(String name) {
        return add(NOTHING);
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
        return keys == 0 ? null : bulkString(0).slice();
    }

    /** Hands over each key with the name of its parameter, in order. */
    public void forEachKey(BiConsumer<String, ByteBuffer> action) {
        int position = 0;
        for (int i = 0; i < keys; i++) {
            ByteBuffer key = bulkString(position);
            position = key.limit() + LINE_END;
            action.accept(keyNames == null ? keyName : keyNames[i], key.slice());
        }
    }

    /** The bulk string that begins at a position; its limit is where the string ends. */
    private ByteBuffer bulkString(int position) {
        int size = 0;
        int next = position + 1;
        while (encoded[next] != '\r') {
            size = 10 * size + encoded[next++] - '0';
        }
        return ByteBuffer.wrap(encoded, next + LINE_END, size).asReadOnlyBuffer();
    }

    /** Writes the keys and arguments as RESP bulk strings. */
    public void writeTo(ByteBuf buffer) {
        buffer.writeBytes(encoded, 0, length);
    }

    private <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException("%s of script %s is null".formatted(name, script.name()));
        }
        return value;
    }

    private ScriptCall addText(String name, CharSequence value) {
        String text = value.toString();
        if (LuaText.isAscii(text)) {
            return addAscii(text);
        }
        try {
            return add(LuaText.bytes(text));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    private <T> T element(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException("an element of %s of script %s is null".formatted(name, script.name()));
        }
        return value;
    }

    private IllegalArgumentException unsendable(String name, IllegalArgumentException reason) {
        String place = "%s of script %s: ".formatted(name, script.name());
        String message = String.valueOf(reason.getMessage());
        return message.startsWith(place) ? reason : new IllegalArgumentException(place + message, reason.getCause());
    }

    private ScriptCall add(byte[] value) {
        begin(value.length);
        System.arraycopy(value, 0, encoded, length, value.length);
        length += value.length;
        return end();
    }

    /** Adds text of which each character is a byte, without another array in between. */
    private ScriptCall addAscii(String value) {
        begin(value.length());
        for (int i = 0; i < value.length(); i++) {
            encoded[length++] = (byte) value.charAt(i);
        }
        return end();
    }

    /** Adds an integer that Lua reads exactly. */
    private ScriptCall addDigits(long value) {
        int sign = value < 0 ? 1 : 0;
        begin(sign + digits(Math.abs(value)));
        if (value < 0) {
            encoded[length++] = '-';
        }
        appendDigits(Math.abs(value));
        return end();
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void appendDigits(long value) {
        length += digits(value);
        long rest = value;
        int position = length;
        do {
            encoded[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /** Begins a bulk string of so many bytes. */
    private void begin(int size) {
        int mark = marked ? 1 : 0;
        reserve(size + mark + BULK_OVERHEAD);
        encoded[length++] = '$';
        appendDigits(size + mark);
        appendLineEnd();
        if (marked) {
            encoded[length++] = MARK;
            marked = false;
        }
        entryStart = length;
    }

    private ScriptCall end() {
        appendLineEnd();
        entries++;
        if (encoded[entryStart] == 'N' && beginsWith(entryStart, NOSCRIPT)) {
            mayRaiseNoscript = true;
        }
        return this;
    }

    private boolean beginsWith(int start, byte[] word) {
        return start + word.length <= length
                && Arrays.equals(encoded, start, start + word.length, word, 0, word.length);
    }

    /**
     * Whether the script may reply with an error that begins with {@code NOSCRIPT}, as a server does that does not have the
     * script: the word is in its text, or begins a key or an argument. Such a call is sent with the text.
     */
    public boolean mayRaiseNoscript() {
        return mayRaiseNoscript || script.raises(ErrorPrefix.NOSCRIPT);
    }

    /** Whether the script, a key or an argument has a word in it, in upper or lower case. */
    public boolean mentions(String word) {
        String entries = new String(encoded, 0, length, StandardCharsets.ISO_8859_1);
        String upper = word.toUpperCase(Locale.ROOT);
        return entries.toUpperCase(Locale.ROOT).contains(upper)
                || script.mentions(upper)
                || script.mentions(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a key or an argument begins with a word. */
    public boolean hasEntryThatBeginsWith(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        int position = 0;
        while (position < length) {
            ByteBuffer entry = bulkString(position);
            int start = entry.position();
            if (beginsWith(start, bytes) || (encoded[start] == MARK && beginsWith(start + 1, bytes))) {
                return true;
            }
            position = entry.limit() + LINE_END;
        }
        return false;
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
