package dev.moonlet.internal.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of a reply in the order in which Redis sent them: each is its kind and a number (an integer, the length of a
 * string, the size of an array), and strings are in a byte array beside them. That one pass can be recorded without an
 * object a value, and read back without a tree.
 */
final class ReplyBuffer {

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
    private static final int EXPECTED_VALUES = 16;
    private static final int EXPECTED_BYTES = 256;

    /** For so many elements room is made before they come. */
    private static final int LARGEST_EXPECTED = 4096;

    /** A larger buffer than this, in bytes, is not kept. */
    private static final int LARGEST_KEPT = 1 << 20;

    /** After so many replies in a row that did not need its room, a large buffer is given up. */
    private static final int MOST_UNNEEDED = 100;

    private byte[] kinds = new byte[EXPECTED_VALUES];
    private long[] numbers = new long[EXPECTED_VALUES];
    private byte[] bytes = new byte[EXPECTED_BYTES];
    private int size;
    private int byteCount;
    private int depth;
    private int limit = Integer.MAX_VALUE;
    private int unneeded;

    /** Forgets all values, and notes whether they needed the room. */
    void clear() {
        boolean needed = size > numbers.length / 4 || byteCount > bytes.length / 4;
        unneeded = needed ? 0 : unneeded + 1;
        limit = Integer.MAX_VALUE;
        size = 0;
        byteCount = 0;
        depth = 0;
    }

    /** Notes that the next values are elements of the last one, and tells how deep that is. */
    int nest() {
        return ++depth;
    }

    /** Notes how deep the next values are. */
    void unnest(int newDepth) {
        depth = newDepth;
    }

    /** Whether it is kept for the next reply: it takes no more room than most replies need, or than some of late have needed. */
    boolean isKept() {
        boolean small = numbers.length <= LARGEST_EXPECTED / 4 && bytes.length <= LARGEST_EXPECTED;
        return small
                || (unneeded < MOST_UNNEEDED
                        && numbers.length <= LARGEST_KEPT / Long.BYTES
                        && bytes.length <= LARGEST_KEPT);
    }

    /** The number of values, those inside of others among them. */
    int size() {
        return Math.min(size, limit);
    }

    /** Hides the values from a position on: they belong to other calls. */
    void limit(int position) {
        limit = position;
    }

    /** Behind the last value there is nil. */
    Kind kind(int position) {
        return position < size() ? KINDS[kinds[position]] : Kind.NIL;
    }

    long number(int position) {
        return numbers[position];
    }

    byte[] bytes(int start, int length) {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** Text where it is certain to be some. */
    String text(int start, int length) {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    Object textOrBytes(int start, int length) {
        return TextOrBytes.of(bytes, start, length);
    }

    /** Adds a value that is not a string. */
    @SuppressWarnings("EnumOrdinal") // which no one outside of this object ever sees
    void add(Kind kind, long number) {
        if (size == numbers.length) {
            makeRoom(2 * size);
        }
        kinds[size] = (byte) kind.ordinal();
        numbers[size++] = number;
    }

    /** Adds a string, or an error. */
    void add(Kind kind, ByteBuffer string) {
        int length = string.remaining();
        if (bytes.length - byteCount < length) {
            bytes = Arrays.copyOf(bytes, Math.max(byteCount + length, 2 * bytes.length));
        }
        string.get(string.position(), bytes, byteCount, length);
        byteCount += length;
        add(kind, length);
    }

    /** Adds an array, for whose elements room is made. */
    void addArray(int count) {
        int needed = size + 1 + Math.min(count, LARGEST_EXPECTED);
        if (numbers.length < needed) {
            makeRoom(Math.max(needed, 2 * numbers.length));
        }
        add(Kind.ARRAY, count);
    }

    private void makeRoom(int capacity) {
        kinds = Arrays.copyOf(kinds, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
    }
}
