package dev.moonlet.processor.generation;

/** Makes Javadoc of plain text. */
final class Javadoc {

    private Javadoc() {}

    /** The text, with what has a meaning in Javadoc, in HTML or in a Java comment spelt out. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }
}
