package dev.moonlet.analysis.proposal;

import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;

/** The names that the parts of a result have in the script. */
final class PartNames {

    /** {@code redis.call('HGET', key, 'name')}: more words name several fields. */
    private static final int ONE_FIELD = 3;

    private PartNames() {}

    /** The name of an expression: that of a variable, of a field, or of what is converted; empty if it has none. */
    static String of(Expression expression) {
        if (expression instanceof Expression.Variable variable) {
            return variable.name();
        }
        if (expression instanceof Expression.Member member) {
            return member.name().text();
        }
        if (expression instanceof Expression.Index index && index.key() instanceof Expression.Str key) {
            return Identifiers.isName(key.value()) ? key.value() : "";
        }
        if (expression instanceof Expression.Parenthesized parenthesized) {
            return of(parenthesized.inner());
        }
        if (expression instanceof Expression.Call call && !call.arguments().isEmpty()) {
            Expression last = call.arguments().get(call.arguments().size() - 1);
            boolean field = last instanceof Expression.Str text
                    && Identifiers.isName(text.value())
                    && call.arguments().size() <= ONE_FIELD;
            return call.arguments().size() == 1 ? of(last) : field ? ((Expression.Str) last).value() : "";
        }
        // x and 1 or 0, x or 0, x .. ""
        return expression instanceof Expression.Binary binary
                        && (binary.operator() == BinaryOperator.OR
                                || binary.operator() == BinaryOperator.AND
                                || binary.operator() == BinaryOperator.CONCAT)
                ? of(binary.left())
                : "";
    }
}
