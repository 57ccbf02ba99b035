package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.Optional;
import java.util.Set;

/** What a loop does with what it counts. */
final class PairBody extends Walker {

    private static final Set<String> CONVERTING = Set.of("cjson.decode", "cmsgpack.unpack", "tonumber");

    private final AnalyzedScript script;
    private final Optional<Variable> counter;
    private final Optional<Variable> element;
    private final Expression list;
    private boolean readsFirst;
    boolean readsBoth;
    boolean asks;
    boolean calculates;
    boolean takesForValue;

    /** Whether each element is taken for a number, or for what was encoded. */
    boolean converts;

    PairBody(AnalyzedScript script, Optional<Variable> counter, Optional<Variable> element, Expression list) {
        this.script = script;
        this.counter = counter;
        this.element = element;
        this.list = list;
    }

    private boolean isCounter(Expression expression) {
        return expression instanceof Expression.Variable name
                && script.bindings().variable(name).equals(counter);
    }

    private boolean isElement(Expression expression) {
        return expression instanceof Expression.Variable name
                && element.isPresent()
                && script.bindings().variable(name).equals(element);
    }

    private boolean isList(Expression expression) {
        if (!(expression instanceof Expression.Variable name) || !(list instanceof Expression.Variable whole)) {
            return false;
        }
        Optional<Variable> local = script.bindings().variable(whole);
        return name.name().equals(whole.name())
                && script.bindings().variable(name).equals(local);
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        if (isList(node.object())) {
            readsFirst |= isCounter(node.key());
            readsBoth |= readsFirst
                    && node.key() instanceof Expression.Binary next
                    && next.operator() == BinaryOperator.ADD
                    && isCounter(next.left())
                    && next.right() instanceof Expression.Numeral one
                    && one.value() == 1;
        }
    }

    @Override
    protected void visit(Expression.Binary node) {
        super.visit(node);
        switch (node.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                calculates |= isCounter(node.left()) || isCounter(node.right());
            case CONCAT -> takesForValue |= isCounter(node.left()) || isCounter(node.right());
            case EQUAL, NOT_EQUAL -> {
                takesForValue |= isCounter(node.left()) && node.right() instanceof Expression.Str;
                calculates |= isCounter(node.left()) && node.right() instanceof Expression.Numeral;
            }
            case AND, OR -> asks = true;
            default -> {}
        }
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        takesForValue |= script.commands().at(node).isPresent()
                && node.arguments().stream().anyMatch(this::isCounter);
        converts |= LibraryCall.of(script, node)
                        .filter(call -> CONVERTING.contains(call.function().path()))
                        .isPresent()
                && node.arguments().stream().limit(1).anyMatch(this::isElement);
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        for (Expression target : node.targets()) {
            takesForValue |= target instanceof Expression.Index place
                    && isCounter(place.key())
                    && node.values().stream().noneMatch(value -> value instanceof Expression.Call);
        }
    }

    @Override
    protected void visit(Statement.If node) {
        asks = true;
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Break node) {
        asks = true;
    }
}
