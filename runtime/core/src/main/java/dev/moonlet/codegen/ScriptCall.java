package dev.moonlet.codegen;

import dev.moonlet.JsonCodec;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.TypeRef;
import dev.moonlet.ValueCodec;
import dev.moonlet.internal.protocol.LuaText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a script: its keys and arguments, encoded as they are added, in the order in which the script declares
 * them. The caller may therefore change or reuse what it passed as soon as the method returns.
 *
 * <p>The name that each method takes is the parameter's, for the message when its value can't be sent: {@code null} is a
 * {@link NullPointerException}, everything else an {@link IllegalArgumentException}. Not safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#bulk-strings">RESP bulk strings</a>
 */
// Long for its overloads, one a Java type, so that generated code says what it sends and nothing is chosen at run time.
public abstract class ScriptCall {

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

    /** The first key that is left out. */
    private @Nullable String missingKey;

    /** For the call of a script alone. */
    protected ScriptCall() {}

    /** Checks that a record is there whose components supply keys and arguments. */
    public ScriptCall supplied(String name, Object record) {
        present(name, record);
        return this;
    }

    /** Adds the next key, sent in UTF-8. All keys come before the first argument. */
    public ScriptCall key(String name, CharSequence value) {
        beginKey(name);
        return addText(name, present(name, value));
    }

    /** Adds the next key from its bytes. */
    public ScriptCall key(String name, byte[] value) {
        beginKey(name);
        addBytes(name, present(name, value));
        return this;
    }

    /** Adds the next key from the bytes that remain in a buffer, which is left as it is. */
    public ScriptCall key(String name, ByteBuffer value) {
        beginKey(name);
        addUnchanging(name, LuaText.bytes(present(name, value)));
        return this;
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

    /**
     * Adds the next key, which is computed from other values.
     *
     * @param parts adds its parts, which are joined
     */
    public ScriptCall computedKey(String name, Consumer<ScriptCall> parts) {
        ComputedKey key = new ComputedKey(scriptName());
        parts.accept(key);
        return key(name, key.bytes());
    }

    /** Adds a string, sent in UTF-8. */
    public ScriptCall string(String name, CharSequence value) {
        return addText(name, present(name, value));
    }

    /** Adds bytes as they are. */
    public ScriptCall string(String name, byte[] value) {
        addBytes(name, present(name, value));
        return this;
    }

    /** Adds the bytes that remain in a buffer, which is left as it is. */
    public ScriptCall string(String name, ByteBuffer value) {
        addUnchanging(name, LuaText.bytes(present(name, value)));
        return this;
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
            addDigits(name, LuaText.exact(value));
            return this;
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

    /** Adds an integer that Lua sees as a string of its digits. */
    public ScriptCall int64(String name, long value) {
        addDigits(name, value);
        return this;
    }

    /** Adds an integer from its box, which Lua sees as a string of its digits; one of more than 64 bits is refused. */
    public ScriptCall int64(String name, Number value) {
        try {
            return int64(name, LuaText.int64(present(name, value)));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a number; NaN and infinity are refused. */
    public ScriptCall number(String name, double value) {
        if (LuaText.isInteger(value)) {
            addDigits(name, (long) value);
            return this;
        }
        try {
            return addAscii(name, LuaText.number(value));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a number; NaN, infinity, and an integer beyond 2<sup>53</sup> are refused. */
    public ScriptCall number(String name, Number value) {
        try {
            return addAscii(name, LuaText.number(present(name, value)));
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a boolean, sent as 1 or 0. */
    public ScriptCall bool(String name, boolean value) {
        addDigits(name, value ? 1 : 0);
        return this;
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
    public ScriptCall array(String name, JsonTable value) {
        addUnchanging(name, present(name, value).toBytes());
        return this;
    }

    /** Adds a table of the values of a collection or an array, in order. */
    public <T> ScriptCall array(String name, @Nullable Iterable<? extends T> values, JsonTable.Encoder<T> encoder) {
        JsonTable array = new JsonTable();
        try {
            for (T value : present(name, values)) {
                add(array, name, element(name, value), encoder);
            }
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
        return array(name, array);
    }

    /** Adds a table with named fields, as JSON. */
    public <T> ScriptCall table(String name, @Nullable T value, JsonTable.Encoder<T> encoder) {
        JsonTable single = JsonTable.single();
        try {
            add(single, name, present(name, value), encoder);
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
        return array(name, single);
    }

    private <T> void add(JsonTable table, String name, T value, JsonTable.Encoder<T> encoder) {
        try {
            encoder.add(table, value);
        } catch (NullPointerException e) {
            throw JsonTable.inside("%s of script %s".formatted(name, scriptName()), e);
        }
    }

    /** Adds all the rest: the values of a collection or an array, in order, an entry each. */
    public <T> ScriptCall rest(String name, @Nullable Iterable<? extends T> values, Encoder<T> encoder) {
        for (T value : present(name, values)) {
            encoder.add(this, name, element(name, value));
        }
        return this;
    }

    /** Adds a value of any type as the JSON that a codec writes; an integer beyond 2<sup>53</sup> in it is refused. */
    public ScriptCall json(String name, Object value, JsonCodec codec, TypeRef<?> type) {
        try {
            addUnchanging(name, LuaText.json(present(name, value), codec, type));
            return this;
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    /** Adds a value of any type as the MessagePack that a codec writes; an integer beyond 2<sup>53</sup> in it is refused. */
    public ScriptCall msgpack(String name, Object value, MsgpackCodec codec, TypeRef<?> type) {
        try {
            addUnchanging(name, LuaText.msgpack(present(name, value), codec, type));
            return this;
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
        beginOptionalString(value != null);
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

    /** Adds a key that may be left out, with all behind it: the value, or nothing for {@code null}. */
    public <T> ScriptCall optionalKey(String name, @Nullable T value, Encoder<T> encoder) {
        if (value == null) {
            missingKey = missingKey == null ? name : missingKey;
            return this;
        }
        if (missingKey != null) {
            throw new IllegalArgumentException("%s of script %s is given, but %s, which comes before it, is not"
                    .formatted(name, scriptName(), missingKey));
        }
        return encoder.add(this, name, value);
    }

    /** Adds a key that may be left out, with all behind it: the value, or nothing where it is empty. */
    public <T> ScriptCall optionalKeyOf(String name, Optional<? extends T> value, Encoder<T> encoder) {
        return optionalKey(name, present(name, value).orElse(null), encoder);
    }

    /** Adds nothing for an argument that may be left out. */
    public ScriptCall absent(String name) {
        addBytes(name, NOTHING);
        return this;
    }

    /**
     * Sets the time after which the call fails without an answer, in place of that of its executor.
     *
     * @param millis the time in milliseconds, which is positive
     */
    public ScriptCall readTimeout(int millis) {
        throw new UnsupportedOperationException("a key has no timeout");
    }

    /** Ends the call, whose reply a decoder reads, and whose result may be of any type. Nothing is added afterwards. */
    public final <T extends @Nullable Object> ScriptInvocation<T> returning(ReplyDecoder<T> decoder) {
        return returning(Object.class, decoder);
    }

    /**
     * Ends the call, whose reply a decoder reads. Nothing is added afterwards.
     *
     * @param type the type of the result without its type arguments: of a primitive type, if it is never {@code null}, and
     *     {@code Void} for none
     */
    public abstract <T extends @Nullable Object> ScriptInvocation<T> returning(Class<?> type, ReplyDecoder<T> decoder);

    /** The script's name. */
    protected abstract String scriptName();

    /** Counts the next entry as a key. */
    protected abstract void beginKey(String name);

    /**
     * Begins the next entry, a string that may be left out.
     *
     * @param present whether it is there, so that it is marked
     */
    protected abstract void beginOptionalString(boolean present);

    /** Adds an entry of bytes, which the caller may change afterwards. */
    protected abstract void addBytes(String name, byte[] value);

    /** Adds an entry of bytes that do not change any more. */
    protected abstract void addUnchanging(String name, byte[] value);

    /**
     * Adds an entry of text.
     *
     * @param size how many bytes it takes in UTF-8
     */
    protected abstract void addText(String name, String value, int size);

    /** Adds an entry of the digits of an integer that Lua reads exactly. */
    protected abstract void addDigits(String name, long value);

    private <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException("%s of script %s is null".formatted(name, scriptName()));
        }
        return value;
    }

    private ScriptCall addText(String name, CharSequence value) {
        String text = value.toString();
        try {
            addText(name, text, LuaText.size(text));
            return this;
        } catch (IllegalArgumentException e) {
            throw unsendable(name, e);
        }
    }

    private ScriptCall addAscii(String name, String value) {
        addText(name, value, value.length());
        return this;
    }

    private <T> T element(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException("an element of %s of script %s is null".formatted(name, scriptName()));
        }
        return value;
    }

    private IllegalArgumentException unsendable(String name, IllegalArgumentException reason) {
        String place = "%s of script %s: ".formatted(name, scriptName());
        String message = String.valueOf(reason.getMessage());
        return message.startsWith(place) ? reason : new IllegalArgumentException(place + message, reason.getCause());
    }
}
