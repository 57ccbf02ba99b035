package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads off a condition what locals can be where it holds, or where it doesn't. */
final class Conditions {

    /** A condition of more parts than this tells nothing. */
    private static final int MAX_DEPTH = 100;

    /** A function counts as so many parts, so that those that call each other are followed no further than from one to the next. */
    private static final int PARTS_OF_FUNCTION = 50;

    private static final Map<String, Integer> TYPE_NAMES = Map.of(
            "nil", ValueType.NIL,
            "boolean", ValueType.BOOLEAN,
            "number", ValueType.NUMBER,
            "string", ValueType.STRING,
            "table", ValueType.TABLE | ValueType.STATUS,
            "function", ValueType.FUNCTION);

    private final Bindings bindings;
    private final ExpressionFlow flow;
    private final Map<Variable, Integer> facts = new LinkedHashMap<>();

    /** The locals whose definitions were read as holding, and as not holding: each once, whatever else is made of it. */
    private final Set<Variable> readAsTrue;

    private final Set<Variable> readAsFalse;

    private Conditions(ExpressionFlow flow) {
        this(flow, new HashSet<>(), new HashSet<>());
    }

    private Conditions(ExpressionFlow flow, Set<Variable> readAsTrue, Set<Variable> readAsFalse) {
        this.bindings = flow.bindings;
        this.flow = flow;
        this.readAsTrue = readAsTrue;
        this.readAsFalse = readAsFalse;
    }

    /** The kinds that remain for each local that a condition restricts. */
    static Map<Variable, Integer> facts(Expression condition, boolean holds, ExpressionFlow flow) {
        Conditions conditions = new Conditions(flow);
        conditions.read(condition, holds, 0);
        return conditions.facts;
    }

    /**
     * The kinds that remain for each parameter of a function that has returned: it raises an error for others.
     *
     * @param exits tells which statements raise
     */
    static Map<Variable, Integer> demands(FunctionBody function, Exits exits, ExpressionFlow flow) {
        Conditions inside = new Conditions(flow);
        for (Statement statement : function.block().statements()) {
            if (returns(statement)) {
                break; // what follows may not run
            }
            if (statement instanceof Statement.If guard) {
                for (Statement.If.Branch branch : guard.branches()) {
                    if (!exits.leaves(branch.block())) {
                        break;
                    }
                    inside.read(branch.condition(), false, 0);
                }
            } else if (statement instanceof Statement.Call inner
                    && inner.call() instanceof Expression.Call asserted
                    && flow.bindings.isGlobal(asserted.callee(), "assert")
                    && !asserted.arguments().isEmpty()) {
                inside.read(asserted.arguments().get(0), true, 0);
            }
        }
        return inside.facts;
    }

    /** The kinds that remain for each local that a function was given. */
    static Map<Variable, Integer> given(
            Map<Variable, Integer> parameters, FunctionBody function, Expression.Call call, ExpressionFlow flow) {
        Conditions outside = new Conditions(flow);
        outside.take(parameters, function, call, 1);
        return outside.facts;
    }

    private static boolean returns(Statement statement) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                found[0] = true;
            }

            @Override
            protected void visit(FunctionBody body) {
                // its returns are its own
            }
        }.walk(statement);
        return found[0];
    }

    /** Takes over what a function says about its parameters, for the locals that it is given. */
    private void take(Map<Variable, Integer> parameters, FunctionBody function, Expression.Call call, int depth) {
        for (int i = 0;
                i < Math.min(function.parameters().size(), call.arguments().size());
                i++) {
            Expression argument = call.arguments().get(i);
            bindings.variable(function.parameters().get(i))
                    .filter(parameter -> bindings.writes(parameter) == 0)
                    .map(parameters::get)
                    .ifPresent(kinds -> {
                        if (argument instanceof Expression.Variable local) {
                            bindings.variable(local).ifPresent(variable -> merge(variable, kinds));
                        } else if ((kinds & ValueType.FALSY) == 0) {
                            read(argument, true, depth);
                        } else if ((kinds & ~ValueType.FALSY) == 0) {
                            read(argument, false, depth);
                        }
                    });
        }
    }

    /** A function that only returns a condition. */
    private void readFunction(Expression.Call call, boolean holds, int depth) {
        flow.function(call.callee()).ifPresent(body -> {
            List<Statement> statements = body.block().statements();
            if (statements.size() == 1
                    && statements.get(0) instanceof Statement.Return only
                    && only.values().size() == 1) {
                Conditions inside = new Conditions(flow);
                inside.read(only.values().get(0), holds, depth + PARTS_OF_FUNCTION);
                take(inside.facts, body, call, depth + 1);
            }
        });
    }

    private void read(Expression condition, boolean holds, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (condition instanceof Expression.Parenthesized parenthesized) {
            read(parenthesized.inner(), holds, depth + 1);
        } else if (condition instanceof Expression.Variable variable) {
            add(variable, ValueType.FALSY, !holds);
            readDefinition(variable, holds, depth);
        } else if (condition instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
            read(unary.operand(), !holds, depth + 1);
        } else if (condition instanceof Expression.Binary binary) {
            read(binary, holds, depth);
        } else if (condition instanceof Expression.Call call
                && flow.function(call.callee()).isPresent()) {
            readFunction(call, holds, depth);
        } else if (holds) {
            number(condition).ifPresent(variable -> add(variable, ValueType.FALSY, false));
        }
    }

    /** The local of {@code tonumber(v)}, which is nil for what is not there. */
    private Optional<Expression.Variable> number(Expression expression) {
        if (!(expression instanceof Expression.Call call)
                || !bindings.isGlobal(call.callee(), "tonumber")
                || call.arguments().isEmpty()) {
            return Optional.empty();
        }
        Expression given = call.arguments().get(0);
        boolean emptyInstead = given instanceof Expression.Binary choice
                && choice.operator() == BinaryOperator.OR
                && choice.right() instanceof Expression.Str text
                && text.value().isEmpty();
        Expression value = emptyInstead ? ((Expression.Binary) given).left() : given;
        return value instanceof Expression.Variable variable ? Optional.of(variable) : Optional.empty();
    }

    /** The local of {@code (v or '') ~= ''}. */
    private static Optional<Expression.Variable> defaulted(Expression expression, Expression value) {
        Expression inner =
                expression instanceof Expression.Parenthesized parenthesized ? parenthesized.inner() : expression;
        return inner instanceof Expression.Binary binary
                        && binary.operator() == BinaryOperator.OR
                        && binary.left() instanceof Expression.Variable variable
                        && binary.right() instanceof Expression.Str instead
                        && value instanceof Expression.Str compared
                        && instead.value().equals(compared.value())
                ? Optional.of(variable)
                : Optional.empty();
    }

    /** What a local tells that holds a condition, {@code local missing = not stock}, of what never changes. */
    private void readDefinition(Expression.Variable variable, boolean holds, int depth) {
        Expression definition = flow.definitions.resolved(variable);
        if (definition instanceof Expression.Unary
                || definition instanceof Expression.Binary
                || number(definition).isPresent()) {
            Optional<Variable> local = bindings.variable(variable);
            if (local.isEmpty() || !(holds ? readAsTrue : readAsFalse).add(local.get())) {
                return; // what it tells is known
            }
            Conditions earlier = new Conditions(flow, readAsTrue, readAsFalse);
            earlier.read(definition, holds, depth + 1);
            earlier.facts.forEach((told, kinds) -> {
                if (bindings.writes(told) == 0) {
                    merge(told, kinds);
                }
            });
        }
    }

    private void read(Expression.Binary binary, boolean holds, int depth) {
        switch (binary.operator()) {
            case AND -> readBoth(binary, holds, true, depth);
            case OR -> readBoth(binary, holds, false, depth);
            case EQUAL -> comparison(binary, holds);
            case NOT_EQUAL -> comparison(binary, !holds);
            default -> {}
        }
    }

    private void readBoth(Expression.Binary binary, boolean holds, boolean and, int depth) {
        if (holds == and) {
            read(binary.left(), holds, depth + 1);
            read(binary.right(), holds, depth + 1);
        } else if (isAlways(binary.right(), and)) {
            read(binary.left(), holds, depth + 1); // not v and 1 or …
        }
    }

    private static boolean isAlways(Expression value, boolean truth) {
        if (value instanceof Expression.Bool literal) {
            return literal.value() == truth;
        }
        return truth
                ? value instanceof Expression.Str || value instanceof Expression.Numeral
                : value instanceof Expression.Nil;
    }

    private void comparison(Expression.Binary binary, boolean equal) {
        comparison(binary.left(), binary.right(), equal);
        comparison(binary.right(), binary.left(), equal);
    }

    private void comparison(Expression side, Expression value, boolean equal) {
        if (!equal) {
            number(side)
                    .filter(variable -> value instanceof Expression.Nil)
                    .or(() -> defaulted(side, value))
                    .ifPresent(variable -> add(variable, ValueType.FALSY, false));
        }
        if (side instanceof Expression.Variable variable) {
            kinds(value, equal).ifPresent(kinds -> add(variable, kinds, equal));
        } else if (side instanceof Expression.Call call
                && bindings.isGlobal(call.callee(), "type")
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expression.Variable variable
                && value instanceof Expression.Str name) {
            Integer kinds = TYPE_NAMES.get(name.value());
            if (kinds != null) {
                add(variable, kinds, equal);
            }
        }
    }

    /** The kinds of a value; where something is unequal to it, only those that have no other value. */
    private Optional<Integer> kinds(Expression value, boolean equal) {
        if (value instanceof Expression.Nil) {
            return Optional.of(ValueType.NIL);
        }
        if (value instanceof Expression.Bool bool) {
            return Optional.of(bool.value() ? ValueType.TRUE : ValueType.FALSE);
        }
        int kinds = flow.types.getOrDefault(value, ValueType.ANY).kinds();
        return equal && kinds != ValueType.ALL ? Optional.of(kinds) : Optional.empty();
    }

    private void add(Expression.Variable reference, int kinds, boolean included) {
        int remaining = included ? kinds : ValueType.ALL & ~kinds;
        bindings.variable(reference).ifPresent(variable -> merge(variable, remaining));
    }

    private void merge(Variable variable, int kinds) {
        facts.merge(variable, kinds, (a, b) -> (a & b) == 0 ? a : a & b);
    }
}
