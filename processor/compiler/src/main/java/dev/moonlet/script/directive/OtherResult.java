package dev.moonlet.script.directive;

import dev.moonlet.source.Span;

/**
 * A comment with {@code @return} that does not declare the result of its script.
 *
 * @param kind what it does instead
 * @param span the comment
 */
public record OtherResult(Kind kind, Span span) {

    /** What such a comment does. */
    public enum Kind {
        /** It documents the function below it. */
        OF_A_FUNCTION(
                "this one documents the function below it; move it to the head of the script, or leave an empty line below it"),
        /** It is documentation in prose. */
        PROSE("this one is read as documentation; write ---@return and a type");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The text of a message about such a comment. */
        public String text() {
            return text;
        }
    }
}
