package dev.moonlet.internal.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Refuses MessagePack that scripts can't read: {@code cmsgpack} knows no binary data and no extensions, and Lua rounds integers
 * beyond 2<sup>53</sup>.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack specification</a>
 */
final class MsgpackValues {

    private MsgpackValues() {}

    /** Fails unless some bytes are one value that scripts can read. */
    static void check(byte[] msgpack) {
        ByteBuffer bytes = ByteBuffer.wrap(msgpack);
        try {
            long left = 1;
            while (left > 0) {
                left += parts(bytes) - 1;
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw e instanceof Refused refused ? refused : new IllegalArgumentException("it is not MessagePack", e);
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("it is more than one value of MessagePack");
        }
    }

    /** Reads past a value, but for the values in it, whose number is the result. */
    private static long parts(ByteBuffer bytes) {
        int type = bytes.get() & 0xff;
        if (type < 0x80 || type >= 0xe0) {
            return 0; // small integers
        }
        if (type < 0x90) {
            return 2L * (type & 0x0f);
        }
        if (type < 0xa0) {
            return type & 0x0f;
        }
        if (type < 0xc0) {
            return skip(bytes, type & 0x1f);
        }
        return switch (type) {
            case 0xc0, 0xc2, 0xc3 -> 0;
            case 0xcc, 0xd0 -> skip(bytes, 1);
            case 0xcd, 0xd1 -> skip(bytes, 2);
            case 0xce, 0xd2, 0xca -> skip(bytes, 4);
            case 0xcb -> skip(bytes, 8);
            case 0xcf, 0xd3 -> exact(bytes.getLong());
            case 0xd9 -> skip(bytes, bytes.get() & 0xff);
            case 0xda -> skip(bytes, bytes.getShort() & 0xffff);
            case 0xdb -> skip(bytes, bytes.getInt() & 0xffffffffL);
            case 0xdc -> bytes.getShort() & 0xffff;
            case 0xdd -> bytes.getInt() & 0xffffffffL;
            case 0xde -> 2L * (bytes.getShort() & 0xffff);
            case 0xdf -> 2L * (bytes.getInt() & 0xffffffffL);
            case 0xc4, 0xc5, 0xc6 -> throw new Refused("it holds binary data, which cmsgpack can't read");
            default -> throw new Refused("it holds an extension, which cmsgpack can't read");
        };
    }

    private static long skip(ByteBuffer bytes, long count) {
        if (count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) count);
        return 0;
    }

    private static long exact(long value) {
        if (value > LuaText.LARGEST_EXACT || value < -LuaText.LARGEST_EXACT) {
            throw new Refused("it holds an integer beyond 2^53, where Lua, whose numbers are doubles, would round it");
        }
        return 0;
    }

    /** A value that scripts can't read. */
    private static final class Refused extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
