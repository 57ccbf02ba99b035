package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Tells numbers that can have a fraction. */
public final class Fractions {

    /** A value that consists of more parts is not looked into. */
    private static final int MAX_PARTS = 200;

    /** Expressions in expressions are calculated no further. */
    private static final int MAX_DEPTH = 20;

    /** Names of names are looked at no further. */
    private static final int MAX_NAMES = 3;

    private Fractions() {}

    /** Whether a value is a number that can have a fraction, as far as that is known. */
    public static boolean canHaveFraction(AnalyzedScript script, Expression value) {
        return canHaveFraction(script, value, Collections.newSetFromMap(new IdentityHashMap<>()))
                && !isAsked(script, value);
    }

    /** Whether the script asks of a part of a value whether it is whole, or counts with it in steps: {@code n % 2 == 0}. */
    private static boolean isAsked(AnalyzedScript script, Expression value) {
        Set<Variable> asked = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                if (node.operator() == BinaryOperator.MODULO) {
                    ask(node.left());
                } else if (node.operator() == BinaryOperator.EQUAL || node.operator() == BinaryOperator.NOT_EQUAL) {
                    askRounded(node.left());
                    askRounded(node.right());
                }
                super.visit(node);
            }

            private void askRounded(Expression side) {
                if (side instanceof Expression.Call call
                        && call.callee() instanceof Expression.Member member
                        && script.bindings().isGlobal(member.object(), "math")) {
                    call.arguments().forEach(this::ask);
                }
            }

            private void ask(Expression number) {
                if (inner(number) instanceof Expression.Variable name) {
                    script.bindings().variable(name).ifPresent(asked::add);
                }
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                if (node.step().isPresent()) {
                    script.bindings().variable(node.variable()).ifPresent(asked::add);
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return !asked.isEmpty() && mentions(script, value, asked, 0);
    }

    private static boolean mentions(AnalyzedScript script, Expression value, Set<Variable> asked, int depth) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                Optional<Variable> local = script.bindings().variable(node);
                found[0] |= local.filter(asked::contains).isPresent();
                Expression definition = script.definitions().resolved(node);
                if (!found[0] && depth < MAX_NAMES && !(definition instanceof Expression.Variable)) {
                    found[0] = mentions(script, definition, asked, depth + 1);
                }
            }
        }.walk(value);
        return found[0];
    }

    /** Whether there is a fraction in a value, or in what it is calculated from and not asked about yet. */
    private static boolean canHaveFraction(AnalyzedScript script, Expression value, Set<Expression> asked) {
        if (isNumberArgument(script, value)) {
            return true;
        }
        Expression resolved = script.functions().followed(value);
        if (!asked.add(resolved) || asked.size() > MAX_PARTS) {
            return false;
        }
        if (resolved instanceof Expression.Numeral numeral) {
            return numeral.value() != Math.rint(numeral.value());
        }
        OptionalDouble constant = constant(script, resolved, 0);
        if (constant.isPresent()) {
            return constant.getAsDouble() != Math.rint(constant.getAsDouble());
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
        if (resolved instanceof Expression.Call called) {
            Optional<FunctionBody> function = script.functions().at(called.callee());
            if (function.isPresent()) {
                return returned(function.get()).stream().anyMatch(result -> canHaveFraction(script, result, asked));
            }
        }
        return resolved instanceof Expression.Call call
                && call.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "math")
                && (member.name().text().equals("sqrt")
                        || (member.name().text().equals("random")
                                && call.arguments().isEmpty()));
    }

    /** What a function returns first. */
    private static List<Expression> returned(FunctionBody function) {
        List<Expression> results = new ArrayList<>();
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                node.values().stream().limit(1).forEach(results::add);
            }

            @Override
            protected void visit(FunctionBody inner) {
                // returns something else
            }
        }.walk(function.block());
        return results;
    }

    /** Whether it is an argument that is declared as a number, and never assigned to. */
    private static boolean isNumberArgument(AnalyzedScript script, Expression value) {
        return value instanceof Expression.Variable variable
                && script.declaredType(variable)
                        .filter(type -> type == LuaType.Scalar.NUMBER)
                        .isPresent();
    }

    /** {@code x - x % 1} */
    private static boolean isFloor(Expression.Binary difference) {
        return inner(difference.right()) instanceof Expression.Binary rest
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
                && inner(difference.right()) instanceof Expression.Binary rest
                && rest.operator() == BinaryOperator.MODULO;
    }

    /** The number that an expression of numerals is. */
    private static OptionalDouble constant(AnalyzedScript script, Expression expression, int depth) {
        Expression resolved = script.definitions().resolved(expression);
        if (resolved instanceof Expression.Numeral numeral) {
            return OptionalDouble.of(numeral.value());
        }
        if (!(resolved instanceof Expression.Binary binary) || depth > MAX_DEPTH) {
            return OptionalDouble.empty();
        }
        OptionalDouble left = constant(script, binary.left(), depth + 1);
        OptionalDouble right = left.isEmpty() ? left : constant(script, binary.right(), depth + 1);
        if (right.isEmpty()) {
            return right;
        }
        return switch (binary.operator()) {
            case ADD -> OptionalDouble.of(left.getAsDouble() + right.getAsDouble());
            case SUBTRACT -> OptionalDouble.of(left.getAsDouble() - right.getAsDouble());
            case MULTIPLY -> OptionalDouble.of(left.getAsDouble() * right.getAsDouble());
            case DIVIDE -> OptionalDouble.of(left.getAsDouble() / right.getAsDouble());
            default -> OptionalDouble.empty();
        };
    }

    private static Expression inner(Expression expression) {
        return expression instanceof Expression.Parenthesized parenthesized ? inner(parenthesized.inner()) : expression;
    }
}
