package dev.moonlet.adopt;

import java.util.ArrayList;
import java.util.List;

/** Comments of Java with texts of scripts in them. */
final class JavaComment {

    private static final int MAX_LINE = 120;

    private JavaComment() {}

    /** A comment for Javadoc; no lines if the text is empty. */
    static List<String> lines(String text, String indent) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;");
        if (escaped.isEmpty()) {
            return List.of();
        }
        String sentence = escaped.matches("(?s).*[.!?:]") ? escaped : escaped + ".";
        if (indent.length() + "/** ".length() + sentence.length() + " */".length() <= MAX_LINE) {
            return List.of(indent + "/** " + sentence + " */");
        }
        List<String> lines = new ArrayList<>(List.of(indent + "/**"));
        StringBuilder line = new StringBuilder(indent + " *");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + 1 + word.length() > MAX_LINE) {
                lines.add(line.toString());
                line = new StringBuilder(indent + " *");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        lines.add(indent + " */");
        return lines;
    }
}
