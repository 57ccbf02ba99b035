package dev.moonlet.processor.generation;

import dev.moonlet.source.Printable;

/** Makes Javadoc of plain text. */
final class Javadoc {

    private Javadoc() {}

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
