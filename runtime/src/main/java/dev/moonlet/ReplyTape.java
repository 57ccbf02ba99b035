package dev.moonlet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a reply in the order in which Redis sent them: each is its kind and a number (an integer, the length of a
 * string, the size of an array), and strings stand in a byte array beside them. That one pass can be recorded without an
 * object a value, and read back without a tree.
 */
final class ReplyTape {

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

    private byte[] kinds = NOTHING;
    private long[] numbers = {};
    private byte[] bytes = NOTHING;
    private int size;
    private int byteCount;

    /** Forgets all values. */
    void clear() {
        size = 0;
        byteCount = 0;
    }

    /** Makes room for values that are going to be recorded. */
    void expect(int values) {
        if (numbers.length - size < values) {
            kinds = Arrays.copyOf(kinds, size + values);
            numbers = Arrays.copyOf(numbers, size + values);
        }
    }

    /** The number of values, those inside of others among them. */
    int size() {
        return size;
    }

    Kind kind(int position) {
        return KINDS[kinds[position]];
    }

    long number(int position) {
        return numbers[position];
    }

    byte[] bytes(int start, int length) {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    @SuppressWarnings("EnumOrdinal") // which no one outside of this object ever sees
    void record(Kind kind, long number) {
        if (size == numbers.length) {
            expect(Math.max(1, size));
        }
        kinds[size] = (byte) kind.ordinal();
        numbers[size++] = number;
    }

    void record(Kind kind, @Nullable ByteBuffer string) {
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
}
