package dev.moonlet.lsp;

import dev.moonlet.source.Span;
import java.util.Optional;

/** Reads sources of Java and Kotlin as far as that takes no compiler. */
final class JavaText {

    private JavaText() {}

    /** The text with blanks in place of comments and of what is in strings, so that offsets stay. */
    static String withoutComments(String text) {
        StringBuilder code = new StringBuilder(text);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (text.startsWith("//", i)) {
                i = blank(code, i, lineEnd(text, i));
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                i = blank(code, i, end < 0 ? text.length() : end + 2);
            } else if (c == '"' || c == '\'') {
                int end = i + 1;
                while (end < text.length() && text.charAt(end) != c && text.charAt(end) != '\n') {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                i = blank(code, i + 1, Math.min(end, text.length())) + 1;
            } else {
                i++;
            }
        }
        return code.toString();
    }

    /**
     * Where an enum declares a constant; empty if it doesn't.
     *
     * @param code a text without comments
     * @param from an offset behind the name of the enum, before its body
     */
    static Optional<Span> constant(String code, int from, String name) {
        int depth = 0;
        int i = code.indexOf('{', from) + 1;
        while (i > 0 && i < code.length() && depth >= 0) {
            char c = code.charAt(i);
            if (c == ';' && depth == 0) {
                return Optional.empty(); // what comes behind it is no constant
            }
            if (c == '(' || c == '{') {
                depth++;
            } else if (c == ')' || c == '}') {
                depth--;
            }
            int end = i;
            while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
                end++;
            }
            boolean annotation = code.charAt(i - 1) == '@';
            if (depth == 0 && !annotation && code.substring(i, end).equals(name)) {
                return Optional.of(new Span(i, end));
            }
            i = Math.max(i + 1, end);
        }
        return Optional.empty();
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int blank(StringBuilder code, int from, int to) {
        for (int i = from; i < to; i++) {
            if (code.charAt(i) != '\n') {
                code.setCharAt(i, ' ');
            }
        }
        return to;
    }
}
