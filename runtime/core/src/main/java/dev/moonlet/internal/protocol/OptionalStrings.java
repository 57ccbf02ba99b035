package dev.moonlet.internal.protocol;

import java.nio.ByteBuffer;

/** Strings that may be left out: one that is there begins with a mark, and one that is not is empty. */
public final class OptionalStrings {

    /** What begins the value of one that is there. */
    static final byte MARK = '=';

    private OptionalStrings() {}

    /** The value in what is sent; empty for one that is left out. */
    public static ByteBuffer unmarked(ByteBuffer sent) {
        return sent.hasRemaining() ? sent.slice(1, sent.remaining() - 1) : sent;
    }

    /** What is sent for a value. */
    public static ByteBuffer marked(ByteBuffer value) {
        return ByteBuffer.allocate(1 + value.remaining())
                .put(MARK)
                .put(value.duplicate())
                .flip();
    }
}
