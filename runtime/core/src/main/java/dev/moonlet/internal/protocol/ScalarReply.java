package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.Reply;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reply of which values without parts are read. */
abstract class ScalarReply extends ReplyCursor implements Reply {

    /** The one status that Lettuce does not pass on, since it means something to it in a transaction. */
    static final String SWALLOWED_STATUS = "QUEUED";

    /** Whether the script does not declare what it returns. */
    boolean undeclared;

    @Override
    public Reply undeclared() {
        undeclared = true;
        return this;
    }

    @Override
    public String string(String path) {
        if (buffer.size() == 0) {
            return SWALLOWED_STATUS;
        }
        require(ReplyBuffer.Kind.STRING, path, "a string");
        return nextText(path);
    }

    @Override
    public byte[] bytes(String path) {
        if (buffer.size() == 0) {
            return SWALLOWED_STATUS.getBytes(StandardCharsets.US_ASCII);
        }
        require(ReplyBuffer.Kind.STRING, path, "a string");
        return nextBytes();
    }

    @Override
    public <T extends @Nullable Object> T parsed(String path, String expected, Function<String, T> parser) {
        String text = string(path);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw mismatch(path, expected, "another string");
        }
    }

    @Override
    public <E extends Enum<E>> E constant(String path, Class<E> type) {
        return parsed(path, "the name of a constant of " + type.getSimpleName(), name -> Enum.valueOf(type, name));
    }

    @Override
    public UUID uuid(String path) {
        return parsed(path, "a UUID", UUID::fromString);
    }

    @Override
    public BigInteger bigInteger(String path) {
        return BigInteger.valueOf(integer(path));
    }

    @Override
    public BigDecimal decimal(String path) {
        if (position < buffer.size() && kind() == ReplyBuffer.Kind.STRING) {
            String text = nextString();
            try {
                return NumberText.decimal(text);
            } catch (NumberFormatException e) {
                throw mismatch(path, "a finite number", "a string that is none");
            }
        }
        double number = number(path);
        if (!Double.isFinite(number)) {
            throw mismatch(path, "a finite number", "another one");
        }
        return BigDecimal.valueOf(number);
    }

    @Override
    public Instant epochMilliseconds(String path) {
        return Instant.ofEpochMilli(integer(path));
    }

    @Override
    public Instant epochSeconds(String path) {
        long seconds = integer(path);
        if (seconds > Instant.MAX.getEpochSecond() || seconds < Instant.MIN.getEpochSecond()) {
            throw mismatch(path, "a point in time", "a number of seconds beyond all of them");
        }
        return Instant.ofEpochSecond(seconds);
    }

    @Override
    public long integer(String path) {
        if (undeclared) {
            return int64(path);
        }
        require(ReplyBuffer.Kind.INTEGER, path, "an integer");
        return exact(path);
    }

    /** The next value, an integer: Lua has rounded it if it is not smaller than the first integer that it can't tell from others. */
    final long exact(String path) {
        long value = buffer.number(position);
        if (value >= LuaText.LARGEST_EXACT || value <= -LuaText.LARGEST_EXACT) {
            throw mismatch(
                    path,
                    "an integer below 2^53",
                    "a larger one, which Lua has rounded; a string of its digits, declared int64, would keep it");
        }
        position++;
        return value;
    }

    @Override
    public long int64(String path) {
        if (position < buffer.size() && kind() == ReplyBuffer.Kind.INTEGER) {
            return exact(path);
        }
        require(ReplyBuffer.Kind.STRING, path, "an integer or its digits");
        try {
            return Long.parseLong(nextString());
        } catch (NumberFormatException e) {
            throw mismatch(path, "the digits of an integer of 64 bits", "another string");
        }
    }

    @Override
    public BigInteger bigInt64(String path) {
        return BigInteger.valueOf(int64(path));
    }

    @Override
    public int int32(String path) {
        return (int) integer(path, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
    }

    @Override
    public short int16(String path) {
        return (short) integer(path, Short.MIN_VALUE, Short.MAX_VALUE, "a short");
    }

    @Override
    public byte int8(String path) {
        return (byte) integer(path, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte");
    }

    private long integer(String path, long min, long max, String type) {
        long value = integer(path);
        if (value < min || value > max) {
            throw mismatch(path, "an integer that fits " + type, "a larger one");
        }
        return value;
    }

    @Override
    public float float32(String path) {
        double value = number(path);
        if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
            throw mismatch(path, "a number that fits a float", "a larger one");
        }
        return (float) value;
    }

    @Override
    public double number(String path) {
        ReplyBuffer.Kind kind = kind();
        if (kind == ReplyBuffer.Kind.INTEGER) {
            return nextNumber();
        }
        if (kind == ReplyBuffer.Kind.DOUBLE) {
            return Double.longBitsToDouble(nextNumber());
        }
        require(ReplyBuffer.Kind.STRING, path, "a number");
        try {
            return NumberText.number(nextString());
        } catch (NumberFormatException e) {
            throw mismatch(path, "a number", "a string that is none");
        }
    }

    @Override
    public boolean bool(String path) {
        if (undeclared && position < buffer.size() && kind() != ReplyBuffer.Kind.INTEGER) {
            return undeclaredBoolean(path);
        }
        require(ReplyBuffer.Kind.INTEGER, path, "a boolean, sent as 1 or 0");
        long value = buffer.number(position);
        if (value != 0 && value != 1) {
            throw mismatch(path, "a boolean, sent as 1 or 0", "another integer");
        }
        position++;
        return value == 1;
    }

    /** Reads nil, which is {@code false}, a digit as a string, or the status of a command that was done. */
    private boolean undeclaredBoolean(String path) {
        String expected = "a boolean: 1, 0, nil or OK";
        if (skipNil()) {
            return false;
        }
        require(ReplyBuffer.Kind.STRING, path, expected);
        return switch (nextString()) {
            case "1", "OK" -> true;
            case "0" -> false;
            default -> throw mismatch(path, expected, "another string");
        };
    }

    @Override
    public Duration milliseconds(String path) {
        return Duration.ofMillis(integer(path));
    }

    @Override
    public Duration seconds(String path) {
        return Duration.ofSeconds(integer(path));
    }
}
