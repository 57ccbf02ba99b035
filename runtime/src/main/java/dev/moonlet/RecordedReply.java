package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.Reply;
import dev.moonlet.generated.ReplyDecoder;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reply, recorded in the order in which Redis sent it: each value is its kind and a number (an integer, the length of
 * a string, the size of an array), and strings stand in a byte array beside them. That one pass can be recorded without
 * an object a value, and read back without a tree.
 */
final class RecordedReply implements Reply {

    private enum Kind {
        NIL("nil"),
        INTEGER("an integer"),
        STRING("a string"),
        ARRAY("an array"),
        MAP("a map"),
        DOUBLE("a double"),
        ERROR("an error");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    private static final int EXPECTED_VALUES = 8;

    /** The one status that Lettuce does not pass on, since it means something to it in a transaction. */
    private static final String SWALLOWED_STATUS = "QUEUED";

    private final CompiledScript script;
    private Kind[] kinds = new Kind[EXPECTED_VALUES];
    private long[] numbers = new long[EXPECTED_VALUES];
    private byte[] bytes = {};
    private int size;
    private int byteCount;
    private int position;
    private int bytePosition;

    private RecordedReply(CompiledScript script) {
        this.script = script;
    }

    @Override
    public String string(String path) {
        if (size == 0) {
            return SWALLOWED_STATUS;
        }
        require(Kind.STRING, path, "a string");
        return nextString();
    }

    @Override
    public byte[] bytes(String path) {
        if (size == 0) {
            return SWALLOWED_STATUS.getBytes(StandardCharsets.US_ASCII);
        }
        require(Kind.STRING, path, "a string");
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
        if (position < size && kind() == Kind.STRING) {
            String text = nextString();
            try {
                return new BigDecimal(text);
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
    public <T> Set<T> set(String path, ReplyDecoder<T> element) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(list(path, element)));
    }

    @Override
    public long integer(String path) {
        require(Kind.INTEGER, path, "an integer");
        return numbers[position++];
    }

    @Override
    public int int32(String path) {
        require(Kind.INTEGER, path, "an integer");
        long value = numbers[position];
        if (value != (int) value) {
            throw mismatch(path, "an integer that fits an int", "a larger one");
        }
        position++;
        return (int) value;
    }

    @Override
    public double number(String path) {
        Kind kind = kind();
        if (kind == Kind.INTEGER) {
            return numbers[position++];
        }
        if (kind == Kind.DOUBLE) {
            return Double.longBitsToDouble(numbers[position++]);
        }
        require(Kind.STRING, path, "a number");
        return parseNumber(nextString(), path);
    }

    /** Reads what Lua's {@code %.17g} and Redis itself write, where Java's words for infinity and NaN differ. */
    private double parseNumber(String text, String path) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw mismatch(path, "a number", "a string that is none");
                }
            }
        };
    }

    @Override
    public boolean bool(String path) {
        require(Kind.INTEGER, path, "a boolean, sent as 1 or 0");
        long value = numbers[position];
        if (value != 0 && value != 1) {
            throw mismatch(path, "a boolean, sent as 1 or 0", "another integer");
        }
        position++;
        return value == 1;
    }

    @Override
    public Duration milliseconds(String path) {
        return Duration.ofMillis(integer(path));
    }

    @Override
    public Duration seconds(String path) {
        return Duration.ofSeconds(integer(path));
    }

    @Override
    public void discard() {
        position = size;
    }

    @Override
    public boolean skipNil() {
        if (position < size && kind() == Kind.NIL) {
            position++;
            return true;
        }
        return false;
    }

    @Override
    public <T extends @Nullable Object> List<T> list(String path, ReplyDecoder<T> element) {
        require(Kind.ARRAY, path, "an array");
        int count = (int) numbers[position++];
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                list.add(element.decode(this));
            } catch (ReplyMismatchException e) {
                throw within(path + "[" + i + "]", e);
            }
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public <T> T struct(String path, int fieldCount, ReplyDecoder<T> fields) {
        require(Kind.ARRAY, path, "a record of " + fieldCount + " fields");
        if (numbers[position] != fieldCount) {
            throw mismatch(path, "a record of " + fieldCount + " fields", "an array of " + numbers[position]);
        }
        position++;
        try {
            return fields.decode(this);
        } catch (ReplyMismatchException e) {
            throw within(path, e);
        }
    }

    @Override
    public <T extends @Nullable Object> Map<String, T> map(String path, ReplyDecoder<T> value) {
        require(Kind.ARRAY, path, "an array of keys and values");
        long count = numbers[position];
        if (count % 2 != 0) {
            throw mismatch(path, "an array of keys and values", "an array of " + count);
        }
        position++;
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = 0; i < count / 2; i++) {
            String key = string(path);
            try {
                map.put(key, value.decode(this));
            } catch (ReplyMismatchException e) {
                throw within(path + "[\"" + key + "\"]", e);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public @Nullable Object any(String path) {
        if (size == 0) {
            return SWALLOWED_STATUS;
        }
        return switch (kind()) {
            case NIL -> {
                position++;
                yield null;
            }
            case INTEGER -> numbers[position++];
            case DOUBLE -> Double.longBitsToDouble(numbers[position++]);
            case STRING -> nextString();
            case ARRAY -> this.<@Nullable Object>list(path, reply -> reply.any(""));
            case MAP -> anyMap(path);
            case ERROR -> throw new ScriptException(script, ErrorReply.parse(nextString()));
        };
    }

    /** A map of RESP3, whose count is that of its pairs. */
    private Map<Object, @Nullable Object> anyMap(String path) {
        int count = (int) numbers[position++];
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(String.valueOf(any(path)), any(path));
        }
        return Collections.unmodifiableMap(map);
    }

    private Kind kind() {
        return kinds[position];
    }

    private void require(Kind kind, String path, String expected) {
        if (position >= size) {
            throw mismatch(path, expected, "nothing");
        }
        Kind found = kind();
        if (found == kind) {
            return;
        }
        if (found == Kind.ERROR) {
            throw new ScriptException(script, ErrorReply.parse(nextString()));
        }
        throw mismatch(path, expected, found.description);
    }

    private ReplyMismatchException mismatch(String path, String expected, String found) {
        return new ReplyMismatchException(script.name(), path, expected, found);
    }

    private static ReplyMismatchException within(String path, ReplyMismatchException e) {
        return new ReplyMismatchException(e.scriptName(), path + e.path(), e.expected(), e.found());
    }

    private String nextString() {
        int length = (int) numbers[position++];
        String value = new String(bytes, bytePosition, length, StandardCharsets.UTF_8);
        bytePosition += length;
        return value;
    }

    private byte[] nextBytes() {
        int length = (int) numbers[position++];
        byte[] value = Arrays.copyOfRange(bytes, bytePosition, bytePosition + length);
        bytePosition += length;
        return value;
    }

    private void record(Kind kind, long number) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        kinds[size] = kind;
        numbers[size++] = number;
    }

    private void record(Kind kind, @Nullable ByteBuffer string) {
        if (string == null) {
            record(Kind.NIL, 0);
            return;
        }
        int length = string.remaining();
        if (bytes.length - byteCount < length) {
            bytes = Arrays.copyOf(bytes, Math.max(byteCount + length, 2 * bytes.length));
        }
        string.duplicate().get(bytes, byteCount, length);
        byteCount += length;
        record(kind, length);
    }

    /** Records what Lettuce reads. It accepts every reply there is, so that none is lost in the client's own types. */
    static final class Output<K, V> extends CommandOutput<K, V, RecordedReply> {

        private boolean errorReply;

        Output(RedisCodec<K, V> unusedCodec, CompiledScript script) {
            super(unusedCodec, new RecordedReply(script));
        }

        /** Whether the reply as a whole is an error that the server sent. */
        boolean isErrorReply() {
            return errorReply;
        }

        @Override
        public void set(@Nullable ByteBuffer bytes) {
            output.record(Kind.STRING, bytes);
        }

        @Override
        public void set(long integer) {
            output.record(Kind.INTEGER, integer);
        }

        @Override
        public void set(double number) {
            output.record(Kind.DOUBLE, Double.doubleToRawLongBits(number));
        }

        @Override
        public void set(boolean value) {
            output.record(Kind.INTEGER, value ? 1 : 0);
        }

        @Override
        public void setError(@Nullable ByteBuffer message) {
            if (output.size > 0) {
                output.record(Kind.ERROR, message);
            } else {
                errorReply = true;
                super.setError(message);
            }
        }

        @Override
        public void multi(int count) {
            if (count < 0) {
                output.record(Kind.NIL, 0);
            } else {
                output.record(Kind.ARRAY, count);
            }
        }

        @Override
        public void multiMap(int count) {
            output.record(Kind.MAP, count);
        }
    }
}
