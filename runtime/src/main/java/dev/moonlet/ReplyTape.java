package dev.moonlet;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a reply in the order in which Redis sent them: each is its kind and a number (an integer, the length of a
 * string, the size of an array), and strings stand in a byte array beside them. That one pass can be recorded without an
 * object a value, and read back without a tree.
 *
 * <p>It accepts every reply there is, so that none is lost in the client's own types.
 */
final class ReplyTape extends CommandOutput<byte[], byte[], ReplyTape> {

    /** What a value is. */
    enum Kind {
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

        String description() {
            return description;
        }
    }

    private static final Kind[] KINDS = Kind.values();
    private static final byte[] NOTHING = {};
    private static final int KIND_BITS = 4;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    /** So many kinds stand in one number; only larger replies have an array of them. */
    private static final int PACKED = Long.SIZE / KIND_BITS;

    /** For so many elements room is made before they come. */
    private static final int LARGEST_EXPECTED = 4096;

    private long packedKinds;
    private byte[] kinds = NOTHING;
    private long[] numbers = {};
    private byte[] bytes = NOTHING;
    private int size;
    private int byteCount;
    private boolean errorTold;

    @SuppressWarnings("NullAway") // it is its own result, which can't be said before it is there
    ReplyTape() {
        super(ByteArrayCodec.INSTANCE, null); // which decodes nothing
        output = this;
    }

    /** Forgets all values. */
    void clear() {
        size = 0;
        byteCount = 0;
        packedKinds = 0;
    }

    /** Whether the server has answered with an error since this was asked for. */
    boolean forgetError() {
        boolean told = errorTold;
        errorTold = false;
        return told;
    }

    /** Makes room for values that are going to be recorded. */
    private void expect(int values) {
        int needed = size + values;
        if (numbers.length < needed) {
            numbers = Arrays.copyOf(numbers, needed);
        }
        if (needed > PACKED && kinds.length < needed - PACKED) {
            kinds = Arrays.copyOf(kinds, needed - PACKED);
        }
    }

    /** The number of values, those inside of others among them. */
    int size() {
        return size;
    }

    Kind kind(int position) {
        return KINDS[
                position < PACKED
                        ? (int) (packedKinds >>> (KIND_BITS * position)) & KIND_MASK
                        : kinds[position - PACKED]];
    }

    long number(int position) {
        return numbers[position];
    }

    byte[] bytes(int start, int length) {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    @SuppressWarnings("EnumOrdinal") // which no one outside of this object ever sees
    private void add(Kind kind, long number) {
        if (size == numbers.length) {
            expect(Math.max(1, size));
        }
        if (size < PACKED) {
            packedKinds |= (long) kind.ordinal() << (KIND_BITS * size);
        } else {
            kinds[size - PACKED] = (byte) kind.ordinal();
        }
        numbers[size++] = number;
    }

    private void add(Kind kind, @Nullable ByteBuffer string) {
        if (string == null) {
            add(Kind.NIL, 0);
            return;
        }
        int length = string.remaining();
        if (bytes.length - byteCount < length) {
            bytes = Arrays.copyOf(bytes, Math.max(byteCount + length, 2 * bytes.length));
        }
        string.get(string.position(), bytes, byteCount, length);
        byteCount += length;
        add(kind, length);
    }

    @Override
    public void set(@Nullable ByteBuffer string) {
        add(Kind.STRING, string);
    }

    @Override
    public void set(long integer) {
        add(Kind.INTEGER, integer);
    }

    @Override
    public void set(double number) {
        add(Kind.DOUBLE, Double.doubleToRawLongBits(number));
    }

    @Override
    public void set(boolean value) {
        add(Kind.INTEGER, value ? 1 : 0);
    }

    @Override
    public void setError(@Nullable ByteBuffer message) {
        if (size > 0) {
            add(Kind.ERROR, message);
        } else {
            errorTold = true;
            super.setError(message);
        }
    }

    @Override
    public void multi(int count) {
        if (count < 0) {
            add(Kind.NIL, 0);
        } else {
            expect(1 + Math.min(count, LARGEST_EXPECTED));
            add(Kind.ARRAY, count);
        }
    }

    @Override
    public void multiMap(int count) {
        add(Kind.MAP, count);
    }

    /** Says how much it holds, and nothing of it: Lettuce logs this. */
    @Override
    public String toString() {
        return "reply of " + size + " values";
    }
}
