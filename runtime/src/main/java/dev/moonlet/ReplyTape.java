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

    private static final int EXPECTED_VALUES = 8;

    private Kind[] kinds = new Kind[EXPECTED_VALUES];
    private long[] numbers = new long[EXPECTED_VALUES];
    private byte[] bytes = {};
    private int size;
    private int byteCount;

    /** The number of values, those inside of others among them. */
    int size() {
        return size;
    }

    Kind kind(int position) {
        return kinds[position];
    }

    long number(int position) {
        return numbers[position];
    }

    byte[] bytes(int start, int length) {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    void record(Kind kind, long number) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        kinds[size] = kind;
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
