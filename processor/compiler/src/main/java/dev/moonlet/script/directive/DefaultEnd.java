package dev.moonlet.script.directive;

import java.util.List;
import java.util.regex.Pattern;

/** Tells a description behind a default from a continued expression. */
final class DefaultEnd {

    /** Operators that no description begins with. */
    private static final List<String> OPERATORS = List.of("..", "*", "^", "/", "+", "==", "~=", "<=", ">=");

    /** An operator that a description can begin with, and a literal behind it. */
    private static final Pattern OPERATOR_AND_LITERAL = Pattern.compile(
            "(?:[-%<>,]|and\\b|or\\b)\\s*(?:[-#]\\s*)?(?:\\.?[0-9]|['\"{]|(?:true|false|nil|not)\\b).*");

    /** A second literal. */
    private static final Pattern LITERAL = Pattern.compile("(?:[-.]?[0-9]|['\"{\\[]).*|(?:true|false|nil)\\s*");

    private DefaultEnd() {}

    /** Whether the text after a literal belongs to the expression that the literal begins. */
    static boolean isPartOfDefault(String literal, String after) {
        String text = after.strip();
        if (text.isEmpty() || text.startsWith("--")) {
            return false;
        }
        return !Character.isWhitespace(after.charAt(0))
                || OPERATORS.stream().anyMatch(text::startsWith)
                || OPERATOR_AND_LITERAL.matcher(text).matches()
                || LITERAL.matcher(text).matches()
                || DefaultReader.parse(literal + " " + text).isPresent();
    }
}
