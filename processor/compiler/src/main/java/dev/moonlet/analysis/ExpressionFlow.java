package dev.moonlet.analysis;

import dev.moonlet.lua.LuaNumber;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.Map;

/** The part of {@link FlowAnalyzer} that goes through expressions. */
abstract class ExpressionFlow extends TableFlow {

    /** What is known of locals; of those that are not in it, nothing is. */
    Map<Variable, ValueType> known = new HashMap<>();

    ValueType result = ValueType.ANY;

    ExpressionFlow(Bindings bindings, Definitions definitions, CallTypes calls, StoredValues stored) {
        super(bindings, definitions, calls, stored);
    }

    final ValueType evaluate(Expression expression) {
        walk(expression);
        return result;
    }

    final void give(Expression expression, ValueType type) {
        result = reachable ? type : ValueType.ANY;
        if (result.kinds() == ValueType.ALL) {
            types.remove(expression); // of a pass before
        } else {
            types.put(expression, result);
        }
    }

    final void learn(Variable variable, ValueType type) {
        if (type.kinds() == ValueType.ALL || bindings.isWrittenInInnerFunction(variable)) {
            known.remove(variable);
        } else {
            known.put(variable, type);
        }
    }

    final void learn(Name name, ValueType type) {
        bindings.variable(name).ifPresent(variable -> learn(variable, type));
    }

    @Override
    protected void visit(Expression.Nil node) {
        give(node, ValueType.of(ValueType.NIL));
    }

    @Override
    protected void visit(Expression.Bool node) {
        give(node, ValueType.of(node.value() ? ValueType.TRUE : ValueType.FALSE));
    }

    @Override
    protected void visit(Expression.Numeral node) {
        give(node, ValueType.of(ValueType.NUMBER));
    }

    @Override
    protected void visit(Expression.Str node) {
        give(node, ValueType.of(ValueType.STRING));
    }

    @Override
    protected void visit(Expression.Vararg node) {
        give(node, ValueType.ANY);
    }

    @Override
    protected void visit(Expression.Function node) {
        super.visit(node);
        give(node, ValueType.of(ValueType.FUNCTION));
    }

    @Override
    protected void visit(Expression.Variable node) {
        ValueType type = bindings.variable(node)
                .map(variable -> known.getOrDefault(variable, ValueType.ANY))
                .orElseGet(() -> calls.global(node.name()));
        boolean element = type.kinds() == ValueType.ALL
                && bindings.variable(node)
                        .filter(variable -> variable.kind() == Variable.Kind.LOOP)
                        .isPresent();
        give(node, element ? declared(node) : type);
    }

    @Override
    protected void visit(Expression.Member node) {
        ValueType object = result;
        super.visit(node);
        ValueType member = calls.member(node, object);
        ValueType known = member.kinds() == ValueType.ALL ? field(node) : member;
        ValueType written = known.kinds() == ValueType.ALL ? declared(node) : known;
        give(node, written.kinds() == ValueType.ALL ? stored(node) : written);
    }

    @Override
    protected void visit(Expression.Index node) {
        ValueType list = result;
        super.visit(node);
        boolean input = lists.isInput(node.object());
        ValueType element;
        if (isBehind(node)) {
            element = ValueType.of(ValueType.NIL);
        } else if (input) {
            element = ValueType.of(ValueType.STRING | ValueType.NIL);
        } else if (node.key() instanceof Expression.Str name) {
            element = calls.member(node, name, list);
        } else {
            boolean ofText = list.can(ValueType.STRING)
                    && list.isOnly(ValueType.STRING | ValueType.FALSY)
                    && types.getOrDefault(node.key(), ValueType.ANY).isOnly(ValueType.NUMBER);
            element = ofText || isOutside(node) ? ValueType.of(ValueType.NIL) : lists.element(node, list, definitions);
        }
        ValueType written = element.kinds() == ValueType.ALL ? field(node) : element;
        give(node, written.kinds() == ValueType.ALL ? stored(node) : written);
    }

    /** Behind an operation that fails with what is not there, a local is there. */
    private void needed(Expression value) {
        if (value instanceof Expression.Variable reference) {
            bindings.variable(reference).ifPresent(variable -> {
                ValueType before = known.getOrDefault(variable, ValueType.ANY);
                if (before.can(ValueType.FALSY) && before.kinds() != ValueType.ALL) {
                    learn(variable, before.narrowed(ValueType.ALL & ~ValueType.FALSY));
                }
            });
        }
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        calls.needed(node).forEach(this::needed);
        readElements(node);
        ValueType first = node.arguments().isEmpty()
                ? ValueType.ANY
                : types.getOrDefault(node.arguments().get(0), ValueType.ANY);
        ValueType reply = calls.result(node, first, missing(node));
        give(node, reply.kinds() == ValueType.ALL ? called(node) : reply);
    }

    /** The command whose reply is false for what is not there, in {@code tonumber(reply or '')}; empty if it is none. */
    private String missing(Expression.Call call) {
        return call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Expression.Binary choice
                        && choice.operator() == BinaryOperator.OR
                        && choice.right() instanceof Expression.Str word
                        && LuaNumber.isNone(word.value())
                        && types.getOrDefault(choice.left(), ValueType.ANY).can(ValueType.FALSE)
                ? types.getOrDefault(choice.left(), ValueType.ANY).command()
                : "";
    }

    /** What a call returns first that is none of the sandbox. */
    abstract ValueType called(Expression.Call node);

    @Override
    protected void visit(Expression.MethodCall node) {
        ValueType object = result;
        super.visit(node);
        boolean text = object.can(ValueType.STRING) && object.isOnly(ValueType.STRING | ValueType.FALSY);
        give(node, text ? calls.method(node.method().text()) : ValueType.ANY);
    }

    @Override
    protected void visit(Expression.Unary node) {
        walk(node.operand());
        if (node.operator() == UnaryOperator.LENGTH) {
            readNames(node.operand());
        }
        if (node.operator() != UnaryOperator.NOT && lists.changesTables() && result.can(ValueType.TABLE)) {
            give(node, ValueType.ANY);
            return;
        }
        give(node, ValueType.of(node.operator() == UnaryOperator.NOT ? ValueType.BOOLEAN : ValueType.NUMBER));
    }

    @Override
    protected void visit(Expression.Binary node) {
        ValueType left = result;
        BinaryOperator operator = node.operator();
        if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            boolean and = operator == BinaryOperator.AND;
            Map<Variable, ValueType> before = new HashMap<>(known);
            boolean reached = reachable;
            narrow(node.left(), and);
            ValueType right = evaluate(node.right());
            known = before;
            reachable = reached;
            boolean text = !and && node.right() instanceof Expression.Str;
            int kept = and ? ValueType.FALSY : ValueType.ALL & ~ValueType.FALSY;
            if (!left.can(ValueType.ALL & ~kept)) {
                give(node, left); // the right side is never reached
            } else {
                ValueType both = left.can(kept) ? left.narrowed(kept).or(right) : right;
                give(node, text && left.can(kept) ? new ValueType(both.kinds(), left.command()) : both);
            }
            return;
        }
        walk(node.right());
        switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, CONCAT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                needed(node.left());
                needed(node.right());
            }
            default -> {}
        }
        boolean own = lists.changesTables()
                && (left.can(ValueType.TABLE)
                        || types.getOrDefault(node.right(), ValueType.ANY).can(ValueType.TABLE));
        if (own && operator != BinaryOperator.EQUAL && operator != BinaryOperator.NOT_EQUAL) {
            give(node, ValueType.ANY); // a function of the script may do it
            return;
        }
        give(
                node,
                ValueType.of(
                        switch (operator) {
                            case CONCAT -> ValueType.STRING;
                            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> ValueType.NUMBER;
                            default -> ValueType.BOOLEAN;
                        }));
    }

    @Override
    protected void visit(Expression.Parenthesized node) {
        give(node, evaluate(node.inner()));
    }

    @Override
    protected void visit(Expression.Table node) {
        for (TableField field : node.fields()) {
            visit(field);
        }
        give(node, ValueType.of(ValueType.TABLE));
    }

    /** Learns from a condition that it holds, or that it doesn't. */
    final void narrow(Expression condition, boolean holds) {
        learn(Conditions.facts(condition, holds, this));
    }

    /** Takes over the kinds that remain for some locals. */
    final void learn(Map<Variable, Integer> facts) {
        facts.forEach((variable, kinds) -> {
            ValueType before = known.getOrDefault(variable, ValueType.ANY);
            if ((before.kinds() & kinds) == 0) {
                reachable = false; // it is never so
            }
            learn(variable, before.narrowed(kinds));
            told(variable, before.narrowed(kinds));
        });
    }

    /** What is known of a local tells something of another one. */
    abstract void told(Variable variable, ValueType type);
}
