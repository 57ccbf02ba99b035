package dev.moonlet.lua;

import dev.moonlet.source.Span;

/**
 * A comment, or a line of redis-lua that begins with {@code %} and one of its directives.
 *
 * @param form how it is written
 * @param start the offset of its first character
 * @param end the offset after its last character, before the line end
 * @param ownLine whether nothing stands before it on its line
 * @param betweenStatements whether it stands between two statements rather than inside one
 * @param next the offset of the token that follows
 */
public record Comment(Form form, int start, int end, boolean ownLine, boolean betweenStatements, int next) {

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
