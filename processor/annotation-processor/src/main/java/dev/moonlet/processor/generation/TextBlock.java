package dev.moonlet.processor.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes a text of several lines as Java text blocks, each short enough for a constant of a class file, and in ASCII, so
 * that it is the same whatever encoding the compiler takes its sources to be in.
 */
final class TextBlock {

    /** The limit is 65,535 bytes, and a character takes up to three. */
    private static final int MAX_CHARACTERS = 20_000;

    /** As many characters of a run of a source map as a line takes. */
    private static final Pattern LONG_RUN = Pattern.compile("([\\d=*:<^@]{100})(?=[\\d=*:<^@])");

    private TextBlock() {}

    /** Literals that together are the text, which ends with a line end. */
    static List<String> literals(String text) {
        List<String> literals = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        int size = 0;
        for (String line : text.split("(?<=\n)", -1)) {
            if (hasForeignLineEnd(line)) {
                literals.add(literal(block));
                literals.add(quoted(line));
                block.setLength(0);
                size = 0;
                continue;
            }
            int end;
            for (int start = 0; start < line.length(); start = end) {
                end = Math.min(line.length(), start + MAX_CHARACTERS);
                String piece = line.substring(start, end);
                if (size + piece.length() > MAX_CHARACTERS) {
                    literals.add(literal(block));
                    block.setLength(0);
                    size = 0;
                }
                block.append(escaped(piece));
                size += piece.length();
            }
        }
        literals.add(literal(block));
        return literals;
    }

    /** Literals of a source map, in which long runs take several lines of the literal. */
    static List<String> wrapped(String sourceMap) {
        return literals(sourceMap).stream()
                .map(literal -> LONG_RUN.matcher(literal).replaceAll("$1\\\\\n"))
                .toList();
    }

    /** A literal of a short text of one line. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x7f) {
                quoted.append("\\u%04x".formatted((int) c));
            } else if (c < ' ') {
                quoted.append('\\').append(Integer.toOctalString(0x200 | c).substring(1));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String literal(StringBuilder lines) {
        boolean ends = lines.length() > 0 && lines.charAt(lines.length() - 1) == '\n';
        return "\"\"\"\n" + lines + (ends ? "" : "\\\n") + "\"\"\"";
    }

    private static String escaped(String piece) {
        StringBuilder escaped = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            boolean beforeLineEnd = i + 1 < piece.length() && piece.charAt(i + 1) == '\n';
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append(isForeignBlank(piece, i - 1) ? "\\n\\\n" : "\n");
                case '\t' -> escaped.append(beforeLineEnd ? "\\t" : "\t");
                case ' ' -> escaped.append(beforeLineEnd ? "\\s" : " ");
                case '"' -> escaped.append(endsWithTwoQuotes(escaped) ? "\\\"" : "\"");
                default -> {
                    if (c >= 0x7f) {
                        escaped.append("\\u%04x".formatted((int) c));
                    } else if (c < ' ') {
                        escaped.append('\\')
                                .append(Integer.toOctalString(0x200 | c).substring(1));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** Whether a line holds what ends a line for parts of javac, and for Lua does not. */
    private static boolean hasForeignLineEnd(String line) {
        return line.indexOf('\u0085') >= 0 || line.indexOf('\u2028') >= 0 || line.indexOf('\u2029') >= 0;
    }

    /** Whether the character is a blank that Java strips off the end of a line, and that has no short escape. */
    private static boolean isForeignBlank(String text, int index) {
        return index >= 0 && text.charAt(index) >= 0x7f && Character.isWhitespace(text.charAt(index));
    }

    private static boolean endsWithTwoQuotes(StringBuilder text) {
        int length = text.length();
        return length >= 2 && text.charAt(length - 1) == '"' && text.charAt(length - 2) == '"';
    }
}
