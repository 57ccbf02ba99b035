package dev.moonlet.lua;

import dev.moonlet.source.Span;

/**
 * A comment, or a line of redis-lua that begins with {@code %} and one of its directives.
 *
 * @param form how it is written
 * @param start the offset of its first character
 * @param end the offset after its last character, before the line end
 * @param ownLine whether it is the first on its line
 * @param place where it is among the statements
 * @param next the offset of the token that follows
 */
public record Comment(Form form, int start, int end, boolean ownLine, Place place, int next) {

    /** Where a comment stands. */
    public enum Place {
        /** Between two statements of the chunk itself. */
        TOP_LEVEL,
        /** Between two statements of a block or of a function. */
        IN_BLOCK,
        /** Inside of a statement. */
        IN_STATEMENT
    }

    /** The ways of writing a comment. */
    public enum Form {
        /** From two dashes to the end of the line. */
        LINE,
        /** From two dashes and an opening long bracket to the closing one. */
        LONG,
        /** A directive of redis-lua: from the percent sign to the end of the line. */
        PERCENT
    }

    /** The characters of the comment. */
    public Span span() {
        return new Span(start, end);
    }
}
