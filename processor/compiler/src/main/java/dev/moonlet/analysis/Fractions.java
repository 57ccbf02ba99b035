package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
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

    /** Commands and options whose replies have an even number of elements. */
    private static final Set<String> PAIRS = Set.of("HGETALL", "WITHSCORES", "WITHVALUES", "ZPOPMAX", "ZPOPMIN");

    /** Commands whose second element is such a list. */
    private static final Set<String> SCANNING_PAIRS = Set.of("HSCAN", "ZSCAN");

    /** Commands that are there to add fractions. */
    private static final Set<String> FLOATING = Set.of("HINCRBYFLOAT", "INCRBYFLOAT");

    /** The place of the increment among the words of ZINCRBY. */
    private static final int INCREMENT = 2;

    /** Functions that return one of their arguments. */
    private static final Set<String> EITHER = Set.of("max", "min");

    /** What was looked at for one value: the expressions, and where the functions begin. */
    private static final class Asked {
        private final Set<Expression> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<Integer> functions = new HashSet<>();
    }

    private Fractions() {}

    /** Whether a value is a number that can have a fraction, as far as that is known. */
    public static boolean canHaveFraction(AnalyzedScript script, Expression value) {
        return canHaveFraction(script, value, new Asked())
                && !isAsked(script, value)
                && script.types().of(value).can(ValueType.NUMBER);
    }

    /** Whether the script asks of a part of a value whether it is whole. */
    private static boolean isAsked(AnalyzedScript script, Expression value) {
        return !script.askedWhole().isEmpty() && mentions(script, value, script.askedWhole(), 0);
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
    private static boolean canHaveFraction(AnalyzedScript script, Expression value, Asked asked) {
        Expression named = script.definitions()
                .followed(value, local -> script.declaration(local).isPresent());
        if (isNumberArgument(script, named) || isNumber(script.declaredPart(named))) {
            return true;
        }
        Expression resolved = script.functions().followed(value);
        if (!asked.parts.add(resolved) || asked.parts.size() > MAX_PARTS) {
            return false;
        }
        if (script.definitions().possible(resolved).size() > 1) {
            return script.definitions().alternatives(resolved).stream()
                    .anyMatch(one -> canHaveFraction(script, one, asked) && !isAsked(script, one));
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
                    !isFloor(script, binary)
                            && (canHaveFraction(script, binary.left(), asked)
                                    || canHaveFraction(script, binary.right(), asked));
                case ADD, MULTIPLY, MODULO ->
                    canHaveFraction(script, binary.left(), asked) || canHaveFraction(script, binary.right(), asked);
                case AND -> canHaveFraction(script, binary.right(), asked);
                case OR ->
                    canHaveFraction(script, binary.left(), asked) || canHaveFraction(script, binary.right(), asked);
                case DIVIDE -> !isWholeDivision(script, binary, asked);
                default -> false;
            };
        }
        if (isReplyWithFraction(script, resolved)) {
            return true;
        }
        if (resolved instanceof Expression.Call called) {
            if (script.bindings().isGlobal(called.callee(), "tonumber")
                    && called.arguments().size() == 1
                    && isReplyWithFraction(
                            script,
                            script.definitions().resolved(called.arguments().get(0)))) {
                return true;
            }
            Optional<FunctionBody> function = script.functions().at(called.callee());
            if (function.isPresent()) {
                return asked.functions.add(function.get().start())
                        && returned(function.get()).stream()
                                .anyMatch(result -> canHaveFraction(script, result, asked) && !isAsked(script, result));
            }
        }
        return resolved instanceof Expression.Call call
                && call.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "math")
                && ((EITHER.contains(member.name().text())
                                && call.arguments().stream()
                                        .anyMatch(argument -> canHaveFraction(script, argument, asked)))
                        || member.name().text().equals("sqrt")
                        || (member.name().text().equals("random")
                                && call.arguments().isEmpty()));
    }

    /** The sum that a command replies which adds a fraction, or is there for fractions; in a reply, it is text. */
    private static boolean isReplyWithFraction(AnalyzedScript script, Expression value) {
        Optional<CommandCall> call = script.commands().at(value).filter(found -> !found.caught());
        String name = call.map(CommandCall::command).orElse("");
        if (FLOATING.contains(name)) {
            return true;
        }
        return name.equals("ZINCRBY")
                && call.orElseThrow().words().size() > INCREMENT
                && script.definitions()
                                .resolved(call.get().words().get(INCREMENT).expression())
                        instanceof Expression.Numeral increment
                && increment.value() != Math.rint(increment.value());
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

    private static boolean isNumber(Optional<LuaType> declared) {
        return declared.filter(type -> type == LuaType.Scalar.NUMBER).isPresent();
    }

    private static boolean isMath(Bindings bindings, Expression.Call call) {
        return call.callee() instanceof Expression.Member member && bindings.isGlobal(member.object(), "math");
    }

    /** {@code x - x % 1}, {@code x - math.fmod(x, 1)} */
    private static boolean isFloor(AnalyzedScript script, Expression.Binary difference) {
        Expression right = script.definitions().resolved(difference.right());
        if (right instanceof Expression.Call call
                && isMath(script.bindings(), call)
                && call.callee() instanceof Expression.Member member) {
            return member.name().text().equals("fmod");
        }
        return right instanceof Expression.Binary rest
                && rest.operator() == BinaryOperator.MODULO
                && rest.right() instanceof Expression.Numeral one
                && one.value() == 1;
    }

    /** {@code (x - x % n) / n}, or numerals that divide evenly. */
    private static boolean isWholeDivision(AnalyzedScript script, Expression.Binary division, Asked asked) {
        if (division.left() instanceof Expression.Numeral dividend
                && division.right() instanceof Expression.Numeral divisor) {
            return dividend.value() % divisor.value() == 0;
        }
        if (division.right() instanceof Expression.Numeral divisor && divisor.value() == 1) {
            return !canHaveFraction(script, division.left(), asked);
        }
        if (script.definitions().resolved(division.right()) instanceof Expression.Binary scale
                && scale.operator() == BinaryOperator.POWER) {
            return true; // how many digits remain is up to the caller
        }
        Expression dividend = script.definitions().resolved(division.left());
        if (isCounted(script, division.left(), division.right()) || isRestOfInput(script, dividend)) {
            return true;
        }
        if (dividend instanceof Expression.Binary difference && difference.operator() == BinaryOperator.SUBTRACT) {
            return script.definitions().resolved(difference.right()) instanceof Expression.Binary rest
                    && rest.operator() == BinaryOperator.MODULO;
        }
        if (dividend instanceof Expression.Binary product && product.operator() == BinaryOperator.MULTIPLY) {
            return isMultiple(script, product, division.right(), asked);
        }
        return dividend instanceof Expression.Unary length
                && length.operator() == UnaryOperator.LENGTH
                && isOfPairs(script, length.operand());
    }

    /** {@code n / 2}, where {@code n} begins with 0 and only becomes 2 more. */
    private static boolean isCounted(AnalyzedScript script, Expression number, Expression divisor) {
        OptionalDouble by = constant(script, divisor, 0);
        if (!(number instanceof Expression.Variable name) || by.isEmpty() || by.getAsDouble() == 0) {
            return false;
        }
        List<Expression> possible = script.definitions().possible(name);
        return possible.size() > 1 && possible.stream().allMatch(value -> isStep(value, name, by.getAsDouble()));
    }

    private static boolean isStep(Expression value, Expression.Variable counter, double by) {
        if (value instanceof Expression.Numeral numeral) {
            return numeral.value() % by == 0;
        }
        return value instanceof Expression.Binary sum
                && (sum.operator() == BinaryOperator.ADD || sum.operator() == BinaryOperator.SUBTRACT)
                && sum.left() instanceof Expression.Variable same
                && same.name().equals(counter.name())
                && sum.right() instanceof Expression.Numeral step
                && step.value() % by == 0;
    }

    /** {@code (#ARGV - 1) / 2}: the caller knows how many there are. */
    private static boolean isRestOfInput(AnalyzedScript script, Expression dividend) {
        return inner(dividend) instanceof Expression.Binary rest
                && (rest.operator() == BinaryOperator.ADD || rest.operator() == BinaryOperator.SUBTRACT)
                && rest.right() instanceof Expression.Numeral
                && inner(rest.left()) instanceof Expression.Unary length
                && length.operator() == UnaryOperator.LENGTH
                && isOfPairs(script, length.operand());
    }

    /** {@code n * 1000 / 10}, and {@code n * (n + 1) / 2}, for a whole {@code n}. */
    private static boolean isMultiple(
            AnalyzedScript script, Expression.Binary product, Expression divisor, Asked asked) {
        OptionalDouble by = constant(script, divisor, 0);
        if (by.isEmpty() || by.getAsDouble() == 0 || canHaveFraction(script, product, asked)) {
            return false;
        }
        for (Expression factor : List.of(product.left(), product.right())) {
            OptionalDouble constant = constant(script, factor, 0);
            if (constant.isPresent() && constant.getAsDouble() % by.getAsDouble() == 0) {
                return true;
            }
        }
        return by.getAsDouble() == 2 && (isNeighbour(product.left()) || isNeighbour(product.right()));
    }

    /** {@code n + 1}, {@code n - 1} */
    private static boolean isNeighbour(Expression factor) {
        return inner(factor) instanceof Expression.Binary sum
                && (sum.operator() == BinaryOperator.ADD || sum.operator() == BinaryOperator.SUBTRACT)
                && sum.right() instanceof Expression.Numeral one
                && one.value() == 1;
    }

    /** Whether a list holds pairs, or is one of the caller, who knows what it holds. */
    private static boolean isOfPairs(AnalyzedScript script, Expression list) {
        Expression value = script.definitions().resolved(list);
        if (value instanceof Expression.Index second
                && second.key() instanceof Expression.Numeral place
                && place.value() == 2) {
            return true; // of a scan, or of an entry of a stream
        }
        Optional<Expression> whole = script.definitions().list(value);
        if (whole.isPresent()
                && script.commands().at(script.definitions().resolved(whole.get())).stream()
                        .flatMap(call -> call.words().stream().limit(1))
                        .flatMap(word -> word.literal().stream())
                        .anyMatch(word -> SCANNING_PAIRS.contains(word.toUpperCase(Locale.ROOT)))) {
            return true;
        }
        return value instanceof Expression.Table // the script knows how it fills it
                || script.bindings().isGlobal(value, "KEYS")
                || script.bindings().isGlobal(value, "ARGV")
                || script.commands().at(value).stream()
                        .flatMap(call -> call.literals().stream().flatMap(Optional::stream))
                        .anyMatch(word -> PAIRS.contains(word.toUpperCase(Locale.ROOT)));
    }

    /** The number that an expression of numerals is. */
    private static OptionalDouble constant(AnalyzedScript script, Expression expression, int depth) {
        Expression resolved = script.definitions().followed(expression);
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
