package dev.moonlet.processor.generation;

import dev.moonlet.source.Printable;

/** Makes Javadoc of plain text. */
final class Javadoc {

    /** The columns of a comment, behind the asterisk. */
    private static final int WIDTH = 110;

    private Javadoc() {}

    /** A paragraph, with line ends in place of the blanks where it would be too wide. */
    static String wrapped(String paragraph) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : paragraph.split(" ", -1)) {
            if (column > 0) {
                boolean fits = column + 1 + word.length() <= WIDTH;
                wrapped.append(fits ? ' ' : '\n');
                column = fits ? column + 1 : 0;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }

    /** The text, with what has a meaning in Javadoc, in HTML or in a Java comment spelt out, and what can't be seen. */
    static String escaped(String text) {
        return Printable.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }
}
