package dev.moonlet.internal.protocol;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RESP bulk strings in a row. What is large is not copied into the row: it is held, and written from where it is. Safe for use by
 * several threads once nothing is added any more.
 *
 * <p>A string is named by its position, that of the first one being 0; {@link #next} leads on.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#bulk-strings">RESP bulk strings</a>
 */
final class BulkStrings {

    /** From so many bytes on, a value is held. */
    static final int LARGE = 4096;

    /** The sign, the digits of the size, a mark, and two ends of lines. */
    static final int OVERHEAD = 1 + 10 + 2 + 1 + 2;

    private static final int LINE_END = 2;

    /** A value that belongs at a position of the row. */
    private record Held(int position, LargeValue content) {}

    private byte[] row;
    private int length;

    /** In the order of their positions. */
    private List<Held> held = List.of();

    private int heldBytes;
    private boolean marksNext;

    /** Where the value of the last string begins, behind its mark. */
    private int last;

    private boolean isLastHeld;

    /** An empty row with room for so many bytes. */
    BulkStrings(int expected) {
        this.row = new byte[expected];
    }

    /** How many bytes are written. */
    int size() {
        return length + heldBytes;
    }

    /** How many bytes are in the row itself. */
    int rowSize() {
        return length;
    }

    /** The position behind the last string. */
    int end() {
        return length;
    }

    /** Puts a mark before the next value. */
    void markNext() {
        marksNext = true;
    }

    /** Adds a copy of a value. */
    void add(byte[] value) {
        begin(value.length, value.length);
        System.arraycopy(value, 0, row, length, value.length);
        length += value.length;
        appendLineEnd();
    }

    /** Adds a value that does not change from here on. */
    void addUnchanging(byte[] value) {
        if (value.length < LARGE) {
            add(value);
        } else {
            hold(new LargeValue.Bytes(value));
        }
    }

    /**
     * Adds a text in UTF-8.
     *
     * @param size how many bytes that takes
     */
    void add(String text, int size) {
        if (size >= LARGE) {
            hold(new LargeValue.Text(text, size));
        } else if (size > text.length()) {
            add(text.getBytes(StandardCharsets.UTF_8));
        } else {
            begin(size, size);
            for (int i = 0; i < size; i++) {
                row[length++] = (byte) text.charAt(i);
            }
            appendLineEnd();
        }
    }

    /** Adds the digits of an integer, which is not {@link Long#MIN_VALUE}. */
    void add(long value) {
        long digits = Math.abs(value);
        int size = NumberText.digits(digits) + (value < 0 ? 1 : 0);
        begin(size, size);
        if (value < 0) {
            row[length++] = '-';
        }
        appendDigits(digits);
        appendLineEnd();
    }

    /** Inserts a value at a position. */
    void insert(int position, byte[] value) {
        byte[] tail = Arrays.copyOfRange(row, position, length);
        length = position;
        add(value);
        int shift = length - position;
        reserve(tail.length);
        System.arraycopy(tail, 0, row, length, tail.length);
        length += tail.length;
        held = held.stream()
                .map(kept -> kept.position() < position ? kept : new Held(kept.position() + shift, kept.content()))
                .toList();
    }

    /** Whether the value that was added last begins with a word, whether it has a mark or not. */
    boolean lastStartsWith(byte[] word) {
        return isLastHeld ? startsWith(held.get(held.size() - 1).content(), word) : rowStartsWith(last, word);
    }

    private boolean rowStartsWith(int start, byte[] word) {
        return startsWith(row, start, length, word)
                || (start < length && row[start] == OptionalStrings.MARK && startsWith(row, start + 1, length, word));
    }

    /** The position of the string behind one. */
    int next(int position) {
        int start = start(position);
        Held content = heldAt(start);
        return (content == null ? start + sizeAt(position) : content.position()) + LINE_END;
    }

    /** A string, which can't be changed. */
    ByteBuffer get(int position) {
        int start = start(position);
        int size = sizeAt(position);
        Held content = heldAt(start);
        if (content == null) {
            return ByteBuffer.wrap(row, start, size).asReadOnlyBuffer().slice();
        }
        ByteBuffer value = ByteBuffer.allocate(size);
        value.put(row, start, content.position() - start);
        return value.put(content.content().toBytes()).flip().asReadOnlyBuffer();
    }

    /** Whether a string begins with a word, with a mark before it or not. */
    boolean startsWith(int position, byte[] word) {
        int start = start(position);
        Held content = heldAt(start);
        return content == null ? rowStartsWith(start, word) : startsWith(content.content(), word);
    }

    /** A value that is held may have its mark in it. */
    private static boolean startsWith(LargeValue content, byte[] word) {
        byte[] marked = new byte[word.length + 1];
        marked[0] = OptionalStrings.MARK;
        System.arraycopy(word, 0, marked, 1, word.length);
        return content.startsWith(word) || content.startsWith(marked);
    }

    /** Writes the strings from one position to another. */
    void writeTo(ByteBuf buffer, int from, int to) {
        int written = from;
        for (int i = 0; i < held.size(); i++) { // most rows hold nothing, and an iterator would be all they allocate
            Held value = held.get(i);
            if (value.position() >= from && value.position() < to) {
                buffer.writeBytes(row, written, value.position() - written);
                value.content().writeTo(buffer);
                written = value.position();
            }
        }
        buffer.writeBytes(row, written, to - written);
    }

    /** Whether the strings up to a position are those of another row. */
    @SuppressWarnings("ReferenceEquality") // one of them is null
    boolean equals(int end, BulkStrings other, int otherEnd) {
        if (!Arrays.equals(row, 0, end, other.row, 0, otherEnd)) {
            return false;
        }
        for (int position = 0; position < end; position = next(position)) {
            Held own = heldAt(start(position));
            Held others = other.heldAt(other.start(position));
            if (own != null && others != null) {
                if (!Arrays.equals(own.content().toBytes(), others.content().toBytes())) {
                    return false;
                }
            } else if (own != others) {
                return false;
            }
        }
        return true;
    }

    /** All bytes, as characters. */
    String characters() {
        StringBuilder all = new StringBuilder(new String(row, 0, length, StandardCharsets.ISO_8859_1));
        held.forEach(value -> all.append(new String(value.content().toBytes(), StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    /** Begins a string, of whose value so many bytes are copied. */
    private void begin(int size, int copied) {
        int mark = marksNext ? 1 : 0;
        reserve(copied + OVERHEAD);
        row[length++] = '$';
        appendDigits(size + mark);
        appendLineEnd();
        if (marksNext) {
            row[length++] = OptionalStrings.MARK;
            marksNext = false;
        }
        last = length;
        isLastHeld = false;
    }

    private void hold(LargeValue content) {
        begin(content.size(), 0);
        if (held.isEmpty()) {
            held = new ArrayList<>(1);
        }
        held.add(new Held(length, content));
        isLastHeld = true;
        heldBytes = Math.addExact(heldBytes, content.size());
        appendLineEnd();
    }

    /** The value that is held for a string whose bytes begin here in the row; {@code null} if they are all there. */
    private @Nullable Held heldAt(int start) {
        int first = 0;
        int end = held.size();
        while (first < end) { // finds the first one that does not belong before it
            int middle = (first + end) >>> 1;
            if (held.get(middle).position() < start) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        Held value = first < held.size() ? held.get(first) : null;
        return value != null && value.position() <= start + 1 ? value : null; // behind a mark
    }

    /** Where the bytes of a string begin in the row. */
    private int start(int position) {
        int next = position + 1;
        while (row[next] != '\r') {
            next++;
        }
        return next + LINE_END;
    }

    /** The size of a string. */
    private int sizeAt(int position) {
        int size = 0;
        for (int next = position + 1; row[next] != '\r'; next++) {
            size = 10 * size + row[next] - '0';
        }
        return size;
    }

    static boolean startsWith(byte[] bytes, int start, int end, byte[] word) {
        return start + word.length <= end && Arrays.equals(bytes, start, start + word.length, word, 0, word.length);
    }

    private void appendDigits(long value) {
        length += NumberText.digits(value);
        NumberText.writeDigits(value, row, length);
    }

    private void appendLineEnd() {
        row[length++] = '\r';
        row[length++] = '\n';
    }

    private void reserve(int more) {
        if (row.length - length < more) {
            row = Arrays.copyOf(row, Math.max(Math.addExact(length, more), Math.multiplyExact(2, row.length)));
        }
    }
}
