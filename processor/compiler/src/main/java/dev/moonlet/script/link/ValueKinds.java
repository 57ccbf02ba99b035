package dev.moonlet.script.link;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import java.util.Set;

/** The kind of a value by the operator that makes it, where no metatable changes what operators do. */
final class ValueKinds {

    private static final Set<BinaryOperator> ARITHMETIC = Set.of(
            BinaryOperator.ADD,
            BinaryOperator.SUBTRACT,
            BinaryOperator.MULTIPLY,
            BinaryOperator.DIVIDE,
            BinaryOperator.MODULO,
            BinaryOperator.POWER);

    private static final Set<BinaryOperator> COMPARING = Set.of(
            BinaryOperator.EQUAL,
            BinaryOperator.NOT_EQUAL,
            BinaryOperator.LESS,
            BinaryOperator.LESS_EQUAL,
            BinaryOperator.GREATER,
            BinaryOperator.GREATER_EQUAL);

    private ValueKinds() {}

    /** Whether it is a number. */
    static boolean isNumber(Expression value) {
        if (value instanceof Expression.Parenthesized inner) {
            return isNumber(inner.inner());
        }
        return value instanceof Expression.Numeral
                || (value instanceof Expression.Binary binary && ARITHMETIC.contains(binary.operator()))
                || (value instanceof Expression.Unary unary && unary.operator() != UnaryOperator.NOT);
    }

    /** Whether it is a string. */
    static boolean isText(Expression value) {
        return value instanceof Expression.Str
                || (value instanceof Expression.Binary binary && binary.operator() == BinaryOperator.CONCAT);
    }

    /** Whether it is true or false, by a comparison or {@code not}. */
    static boolean isTruth(Expression value) {
        return (value instanceof Expression.Binary binary && COMPARING.contains(binary.operator()))
                || (value instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT);
    }
}
