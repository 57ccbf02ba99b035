package dev.moonlet.internal.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** A key or an argument that is written from where it is, because it is too large for a copy. */
sealed interface LargeValue {

    /** How many bytes it takes. */
    int size();

    void writeTo(ByteBuf buffer);

    byte[] toBytes();

    boolean startsWith(byte[] word);

    /**
     * A text.
     *
     * @param size that of the text in UTF-8
     */
    record Text(String text, int size) implements LargeValue {

        @Override
        public void writeTo(ByteBuf buffer) {
            ByteBufUtil.reserveAndWriteUtf8(buffer, text, size);
        }

        @Override
        public byte[] toBytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean startsWith(byte[] word) {
            return text.startsWith(new String(word, StandardCharsets.ISO_8859_1));
        }
    }

    /** Bytes, which nothing changes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements LargeValue {

        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public void writeTo(ByteBuf buffer) {
            buffer.writeBytes(bytes);
        }

        @Override
        public byte[] toBytes() {
            return bytes;
        }

        @Override
        public boolean startsWith(byte[] word) {
            return BulkStrings.startsWith(bytes, 0, bytes.length, word);
        }
    }
}
