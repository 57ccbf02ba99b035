package dev.moonlet.internal.protocol;

import dev.moonlet.JsonCodec;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.TypeRef;
import dev.moonlet.ValueCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** How Java values are written for Lua. A value that can't be written is an {@link IllegalArgumentException}. */
public final class LuaText {

    /** 2<sup>53</sup>: up to here a Lua number of Redis, a double, holds every integer. */
    static final long LARGEST_EXACT = 1L << 53;

    private LuaText() {}

    public static byte[] bytes(CharSequence text) {
        String string = text.toString();
        size(string);
        return string.getBytes(StandardCharsets.UTF_8);
    }

    /** How many bytes a text takes in UTF-8. */
    public static int size(String text) {
        long size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size += c < 0x800 || isInPair(text, i) ? 1 : 2; // a pair of two chars takes four bytes
            }
        }
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("it takes " + size + " bytes in UTF-8, which is more than can be sent");
        }
        return (int) size;
    }

    private static boolean isInPair(String text, int index) {
        char c = text.charAt(index);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        boolean paired = Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        if (!paired) {
            throw new IllegalArgumentException(
                    "the char at index " + index + " is half of a surrogate pair, which UTF-8 can't say");
        }
        return true;
    }

    public static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    public static String integer(long value) {
        return Long.toString(exact(value));
    }

    /** An integer, unless Lua would round it. */
    public static long exact(long value) {
        if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
            throw beyond(Long.toString(value));
        }
        return value;
    }

    public static String integer(BigInteger value) {
        if (value.bitLength() > Long.SIZE - 1) {
            throw beyond(value.toString());
        }
        return integer(value.longValue());
    }

    /** An integer, unless it has more than 64 bits. */
    public static long int64(Number value) {
        if (value instanceof BigInteger integer && integer.bitLength() > Long.SIZE - 1) {
            throw new IllegalArgumentException(integer + " has more than 64 bits");
        }
        return value.longValue();
    }

    private static IllegalArgumentException beyond(String value) {
        return new IllegalArgumentException(
                value + " lies beyond 2^53, where Lua, whose numbers are doubles, would round it");
    }

    public static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is not a number that Lua can read");
        }
        return isInteger(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Whether a number is written without a fraction: an integer that Lua holds, and not the zero that has a sign. */
    public static boolean isInteger(double value) {
        long integer = (long) value;
        boolean negativeZero = integer == 0 && Double.doubleToRawLongBits(value) != 0;
        return integer == value && Math.abs(value) <= LARGEST_EXACT && !negativeZero;
    }

    public static String number(Number value) {
        if (value instanceof BigInteger integer) {
            return integer(integer);
        }
        if (value instanceof BigDecimal decimal) {
            double nearest = decimal.doubleValue();
            if (Double.isInfinite(nearest)) {
                throw new IllegalArgumentException(decimal + " is larger than any number of Lua");
            }
            if (BigDecimal.valueOf(nearest).compareTo(decimal) != 0) {
                throw new IllegalArgumentException(
                        decimal + " is not a number of Lua, whose numbers are doubles; the nearest is " + nearest);
            }
            return decimal.toString();
        }
        return value instanceof Double || value instanceof Float
                ? number(value.doubleValue())
                : integer(value.longValue());
    }

    /** Whole seconds, cut towards zero as milliseconds are. */
    public static long seconds(Duration value) {
        return value.isNegative() && value.getNano() > 0 ? value.getSeconds() + 1 : value.getSeconds();
    }

    public static long milliseconds(Duration value) {
        try {
            return value.toMillis();
        } catch (ArithmeticException e) {
            throw tooLong(value);
        }
    }

    public static long milliseconds(Instant value) {
        try {
            return value.toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            throw tooLong(value);
        }
    }

    /** What a codec makes of a value, where its failures say which codec failed. */
    public static <T, V> V encoded(ValueCodec<T, V> codec, T value) {
        V encoded;
        try {
            encoded = codec.encode(value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(codec.getClass().getName() + " failed; its exception is the cause", e);
        }
        if (encoded == null) {
            throw new IllegalArgumentException(codec.getClass().getName() + " returned null");
        }
        return encoded;
    }

    /** The JSON that a codec writes. */
    public static byte[] json(Object value, JsonCodec codec, TypeRef<?> type) {
        byte[] json;
        try {
            json = codec.encode(value, type);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it can't be written as JSON; the codec's exception is the cause", e);
        }
        JsonNumbers.check(json);
        return json;
    }

    /** A value in MessagePack. */
    public static byte[] msgpack(Object value, MsgpackCodec codec, TypeRef<?> type) {
        byte[] msgpack;
        try {
            msgpack = codec.encode(value, type);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "it can't be written as MessagePack; the codec's exception is the cause", e);
        }
        MsgpackValues.check(msgpack);
        return msgpack;
    }

    private static IllegalArgumentException tooLong(Object value) {
        return new IllegalArgumentException(value + " is more than a number of milliseconds can say");
    }
}
