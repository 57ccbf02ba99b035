package dev.moonlet.internal.protocol;

import java.nio.ByteBuffer;

/** What becomes of the keys and arguments of a call. */
@FunctionalInterface
public interface EntryChange {

    /**
     * The bytes to send for an entry.
     *
     * @param index its index, keys first
     * @param sent what would be sent
     */
    ByteBuffer apply(int index, ByteBuffer sent);

    /** Puts bytes before each of the first entries. */
    static EntryChange prefixing(int entries, byte[] prefix) {
        return (index, sent) -> {
            if (index >= entries) {
                return sent;
            }
            ByteBuffer longer = ByteBuffer.allocate(prefix.length + sent.remaining());
            return longer.put(prefix).put(sent).flip();
        };
    }
}
