package dev.moonlet.codegen;

/**
 * A value that a script returns for a failure.
 *
 * @param shape what it is
 * @param code the value, as text; {@code nil} for nil
 * @param text whether an integer arrives as a string of its digits, because the script's numbers do
 */
public record FailureValue(Reply.Shape shape, String code, boolean text) {

    /** An integer. */
    public static FailureValue integer(long code) {
        return new FailureValue(Reply.Shape.INTEGER, Long.toString(code), false);
    }

    /** An integer of a script whose numbers arrive as text. */
    public static FailureValue number(long code) {
        return new FailureValue(Reply.Shape.INTEGER, Long.toString(code), true);
    }

    /** A string. */
    public static FailureValue string(String code) {
        return new FailureValue(Reply.Shape.STRING, code, false);
    }

    /** Nothing. */
    public static FailureValue nil() {
        return new FailureValue(Reply.Shape.NIL, "nil", false);
    }
}
