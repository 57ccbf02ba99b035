package dev.moonlet.processor.generation;

import java.util.ArrayList;
import java.util.List;

/** Writes a text of several lines as Java text blocks, each short enough for a constant of a class file. */
final class TextBlock {

    /** The limit is 65,535 bytes, and a character takes up to three. */
    private static final int MAX_CHARACTERS = 20_000;

    private TextBlock() {}

    /** Literals that together are the text, which ends with a line end. */
    static List<String> literals(String text) {
        List<String> literals = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        int size = 0;
        for (String line : text.split("(?<=\n)", -1)) {
            for (int start = 0; start < line.length(); start += MAX_CHARACTERS) {
                String piece = line.substring(start, Math.min(line.length(), start + MAX_CHARACTERS));
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
                case '\n' -> escaped.append('\n');
                case '\t' -> escaped.append(beforeLineEnd ? "\\t" : "\t");
                case ' ' -> escaped.append(beforeLineEnd ? "\\s" : " ");
                case '"' -> escaped.append(endsWithTwoQuotes(escaped) ? "\\\"" : "\"");
                default -> {
                    if (c < ' ' || c == 0x7f) {
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

    private static boolean endsWithTwoQuotes(StringBuilder text) {
        int length = text.length();
        return length >= 2 && text.charAt(length - 1) == '"' && text.charAt(length - 2) == '"';
    }
}
