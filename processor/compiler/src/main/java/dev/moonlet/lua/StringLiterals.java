package dev.moonlet.lua;

import java.nio.charset.StandardCharsets;

/**
 * Converts between texts and Lua's strings, which are bytes.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.1">Lua 5.1 Reference Manual, §2.1</a>
 */
public final class StringLiterals {

    private StringLiterals() {}

    /** The text of a string in UTF-8, of which the tree has bytes. */
    public static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A literal for a text, on one line. */
    public static String quoted(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                literal.append(String.format("\\%03d", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
