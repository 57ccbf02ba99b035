package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.script.LuaType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/** Returning a number that can have a fraction where Redis, which replies integers alone, cuts it. */
final class FractionCutCheck implements Check {

    private static final String CODE = "fraction-cut";

    /** What is calculated from more parts is not followed. */
    private static final int MAX_PARTS = 200;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (ResultValue value : script.results().values()) {
            if (isCut(value.present())
                    && canHaveFraction(script, value.value(), Collections.newSetFromMap(new IdentityHashMap<>()))) {
                String declared = value.type() == LuaType.Scalar.ANY
                        ? ""
                        : " is " + value.type().notation() + ", and this";
                findings.accept(script.warning(
                                CODE, value.what() + declared + " can have a fraction, which Redis cuts", value.value())
                        .hint("math.floor(…) it, or "
                                + (script.library().isPresent() ? "tostring(…) it" : "declare number")));
            }
        }
    }

    private static boolean isCut(LuaType type) {
        return type == LuaType.Scalar.INTEGER
                || type == LuaType.Scalar.MILLISECONDS
                || type == LuaType.Scalar.SECONDS
                || type == LuaType.Scalar.ANY;
    }

    /** Whether there is a fraction in a value, or in what it is calculated from and not asked about yet. */
    private static boolean canHaveFraction(AnalyzedScript script, Expression value, Set<Expression> asked) {
        if (isNumberArgument(script, value)) {
            return true;
        }
        Expression resolved = script.definitions().resolved(value);
        if (!asked.add(resolved) || asked.size() > MAX_PARTS) {
            return false;
        }
        if (resolved instanceof Expression.Numeral numeral) {
            return numeral.value() != Math.rint(numeral.value());
        }
        if (resolved instanceof Expression.Unary unary) {
            return canHaveFraction(script, unary.operand(), asked);
        }
        if (resolved instanceof Expression.Binary binary) {
            return switch (binary.operator()) {
                case SUBTRACT ->
                    !isFloor(binary)
                            && (canHaveFraction(script, binary.left(), asked)
                                    || canHaveFraction(script, binary.right(), asked));
                case ADD, MULTIPLY, MODULO ->
                    canHaveFraction(script, binary.left(), asked) || canHaveFraction(script, binary.right(), asked);
                case DIVIDE -> !isWholeDivision(script, binary);
                default -> false;
            };
        }
        return resolved instanceof Expression.Call call
                && call.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "math")
                && (member.name().text().equals("sqrt")
                        || (member.name().text().equals("random")
                                && call.arguments().isEmpty()));
    }

    /** Whether it is an argument that is declared as a number, and never assigned to. */
    private static boolean isNumberArgument(AnalyzedScript script, Expression value) {
        return value instanceof Expression.Variable variable
                && script.numberArguments().contains(variable.name())
                && script.bindings()
                        .variable(variable)
                        .filter(found -> script.bindings().writes(found) == 0 && script.isDeclared(found))
                        .isPresent();
    }

    /** {@code x - x % 1} */
    private static boolean isFloor(Expression.Binary difference) {
        return difference.right() instanceof Expression.Binary rest
                && rest.operator() == BinaryOperator.MODULO
                && rest.right() instanceof Expression.Numeral one
                && one.value() == 1;
    }

    /** {@code (x - x % n) / n}, or numerals that divide evenly. */
    private static boolean isWholeDivision(AnalyzedScript script, Expression.Binary division) {
        if (division.left() instanceof Expression.Numeral dividend
                && division.right() instanceof Expression.Numeral divisor) {
            return dividend.value() % divisor.value() == 0;
        }
        if (division.right() instanceof Expression.Numeral divisor && divisor.value() == 1) {
            return !canHaveFraction(script, division.left(), Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        return script.definitions().resolved(division.left()) instanceof Expression.Binary difference
                && difference.operator() == BinaryOperator.SUBTRACT
                && difference.right() instanceof Expression.Binary rest
                && rest.operator() == BinaryOperator.MODULO;
    }
}
