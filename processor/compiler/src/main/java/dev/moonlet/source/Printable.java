package dev.moonlet.source;

import java.util.function.IntPredicate;

/**
 * Makes text safe to show. A character that controls a terminal, reorders a line or can't be seen is written as a Java
 * escape, such as <code>&#92;u202e</code>.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing">Unicode security considerations</a>
 */
public final class Printable {

    private Printable() {}

    /** Text of several lines: line feeds and tabs stay. */
    public static String text(String text) {
        return escaped(text, c -> !isPrintable(c) && c != '\n' && c != '\t');
    }

    /** Text of one line, such as a name: line ends and tabs are escaped too. */
    public static String line(String text) {
        return escaped(text, c -> !isPrintable(c));
    }

    /** JSON: what its strings hold stays the same, and its line ends stay. */
    public static String json(String json) {
        return escaped(json, c -> !isPrintable(c) && c >= ' ');
    }

    /**
     * Whether a character is shown as it is. What is not: control characters, ends of lines and paragraphs, marks of
     * direction, characters of no width but for accents and the like, and halves of surrogate pairs.
     */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> !isInvisible(codePoint);
        };
    }

    /** What Unicode counts as text and shows nothing for, or does not use. */
    private static boolean isInvisible(int c) {
        return c == 0x034f // combining grapheme joiner
                || (c >= 0x115f && c <= 0x1160) // Hangul fillers
                || (c >= 0x17b4 && c <= 0x17b5) // Khmer inherent vowels
                || (c >= 0x180b && c <= 0x180f) // Mongolian selectors
                || c == 0x2065
                || c == 0x3164
                || c == 0xffa0
                || (c >= 0xfff0 && c <= 0xfff8)
                || (c & 0xfffe) == 0xfffe // no characters
                || (c >= 0xe0000 && c <= 0xe0fff); // tags and further selectors
    }

    /** A character as it is shown: itself, or an escape. */
    public static String character(int codePoint) {
        return isPrintable(codePoint) ? Character.toString(codePoint) : escape(codePoint);
    }

    private static String escape(int codePoint) {
        StringBuilder escape = new StringBuilder();
        for (char c : Character.toChars(codePoint)) {
            escape.append("\\u%04x".formatted((int) c));
        }
        return escape.toString();
    }

    private static String escaped(String text, IntPredicate escape) {
        if (text.codePoints().noneMatch(escape)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (escape.test(c)) {
                escaped.append(escape(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
