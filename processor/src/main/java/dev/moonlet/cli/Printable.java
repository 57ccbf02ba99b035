package dev.moonlet.cli;

import java.util.function.IntPredicate;

/** Makes text safe to print: what would steer a terminal, or reorder a line, is written as a Java escape. */
final class Printable {

    private Printable() {}

    /** Text of several lines. */
    static String text(String text) {
        return escaped(text, c -> isUnprintable(c) && c != '\n' && c != '\t');
    }

    /** Text that stays on one line, such as a name. */
    static String line(String text) {
        return escaped(text, Printable::isUnprintable);
    }

    /** JSON, of which the writer has escaped the control characters below a blank already. */
    static String json(String text) {
        return escaped(text, c -> c > ' ' && isUnprintable(c));
    }

    private static String escaped(String text, IntPredicate escape) {
        if (text.chars().noneMatch(escape)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (escape.test(c)) {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    /** Control characters, ends of lines and paragraphs, marks of direction, and what XML does not know. */
    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> isDirection(c);
            default -> c == 0xfffe || c == 0xffff;
        };
    }

    /**
     * Whether a character changes the direction of what follows.
     *
     * @see <a href="https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters">Unicode: directional formatting
     *     characters</a>
     */
    private static boolean isDirection(int c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
