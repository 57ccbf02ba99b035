package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import java.util.Optional;

/**
 * A place behind a list: {@code #list + 1}.
 *
 * @param list the list
 * @param more how far behind its end
 */
public record ListEnd(Expression list, double more) {

    /** What an expression is; empty for all else. */
    public static Optional<ListEnd> of(Expression place) {
        return place instanceof Expression.Binary sum
                        && sum.operator() == BinaryOperator.ADD
                        && sum.left() instanceof Expression.Unary length
                        && length.operator() == UnaryOperator.LENGTH
                        && sum.right() instanceof Expression.Numeral more
                        && more.value() >= 1
                ? Optional.of(new ListEnd(length.operand(), more.value()))
                : Optional.empty();
    }
}
