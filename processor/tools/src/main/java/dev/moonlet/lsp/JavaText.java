package dev.moonlet.lsp;

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
