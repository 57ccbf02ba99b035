package dev.moonlet.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells strings that are text in UTF-8 from those that are other bytes, of which nothing is lost. */
final class TextOrBytes {

    /** What Java puts in place of bytes that are not text. */
    private static final char REPLACEMENT = '\ufffd';

    private TextOrBytes() {}

    /** A {@code String} of some bytes, or a copy of them if they are not text. */
    static Object of(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        byte[] copy = Arrays.copyOfRange(bytes, start, start + length);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), copy) ? text : copy;
    }
}
