package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Set;

/** The locals that conditions, comparisons and arguments of functions mention: the script may know more of them. */
final class MentionedLocals extends ConditionWalker {

    private final AnalyzedScript script;
    private final Set<Variable> found = new HashSet<>();

    private final Walker names = new Walker() {
        @Override
        protected void visit(Expression.Variable node) {
            script.bindings().variable(node).ifPresent(found::add);
        }
    };

    private MentionedLocals(AnalyzedScript script) {
        this.script = script;
    }

    static Set<Variable> of(AnalyzedScript script) {
        MentionedLocals mentioned = new MentionedLocals(script);
        mentioned.walk(script.chunk().block());
        return mentioned.found;
    }

    /** The locals that conditions mention; not those that are only given to functions. */
    static Set<Variable> inConditions(AnalyzedScript script) {
        Set<Variable> found = new HashSet<>();
        Walker names = new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                script.bindings().variable(node).ifPresent(found::add);
            }
        };
        new ConditionWalker() {
            @Override
            protected void condition(Expression condition) {
                names.walk(condition);
            }

            @Override
            protected void visit(Expression.Call node) {
                if (script.bindings().isGlobal(node.callee(), "assert")) {
                    node.arguments().stream().limit(1).forEach(names::walk);
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Binary node) {
                if (node.operator() == BinaryOperator.AND || node.operator() == BinaryOperator.OR) {
                    boolean chain = node.left() instanceof Expression.Binary before
                            && (before.operator() == BinaryOperator.AND || before.operator() == BinaryOperator.OR);
                    names.walk(chain ? ((Expression.Binary) node.left()).right() : node.left());
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return found;
    }

    /** Whether a value is one of some locals that conditions mention. */
    static boolean contain(AnalyzedScript script, Expression value, Set<Variable> mentioned) {
        return value instanceof Expression.Variable local
                && script.bindings().variable(local).filter(mentioned::contains).isPresent();
    }

    @Override
    protected void condition(Expression condition) {
        names.walk(condition);
    }

    @Override
    protected void visit(Expression.Binary node) {
        switch (node.operator()) {
            case AND, OR, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                if (!isQuestion(node.left())) {
                    names.walk(node.left()); // what is left of a chain is visited by itself
                }
                names.walk(node.right());
            }
            default -> super.visit(node);
        }
    }

    private static boolean isQuestion(Expression expression) {
        return expression instanceof Expression.Binary binary
                && switch (binary.operator()) {
                    case AND, OR, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
                    default -> false;
                };
    }

    @Override
    protected void visit(Expression.Call node) {
        if (script.commands().at(node).isEmpty() && script.places().isCopied(node.start())) {
            node.arguments().forEach(names::walk); // the function may ask
        }
        super.visit(node);
    }
}
