package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a function returns, and what it asks before.
 *
 * @param values what each {@code return} of one value returns
 * @param conditions the conditions of its branches and loops
 */
record FunctionEnds(List<Expression> values, List<Expression> conditions) {

    static FunctionEnds of(FunctionBody function) {
        List<Expression> values = new ArrayList<>();
        List<Expression> conditions = new ArrayList<>();
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                if (node.values().size() == 1) {
                    values.add(node.values().get(0));
                }
            }

            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> conditions.add(branch.condition()));
                super.visit(node);
            }

            @Override
            protected void visit(Statement.While node) {
                conditions.add(node.condition());
                super.visit(node);
            }

            @Override
            protected void visit(FunctionBody inner) {
                // its returns are its own
            }
        }.walk(function.block());
        return new FunctionEnds(values, conditions);
    }

    /** Whether all that the conditions mention are locals of the function that hold what commands reply. */
    boolean asksForRepliesAlone(Bindings bindings, Definitions definitions, FunctionBody function) {
        ServerMembers members = new ServerMembers(bindings, definitions);
        boolean[] alone = {true};
        Walker mentions = new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                alone[0] &= bindings.variable(node)
                                .filter(local ->
                                        function.start() < local.declaration().start()
                                                && local.kind() != Variable.Kind.PARAMETER)
                                .isPresent()
                        && definitions.resolved(node) instanceof Expression.Call call
                        && members.isCall(definitions.resolved(call.callee()));
            }

            @Override
            protected void visit(Expression.Vararg node) {
                alone[0] = false;
            }
        };
        conditions.forEach(mentions::walk);
        return alone[0];
    }

    /** Whether a condition compares a local that is returned: it may have one value alone there. */
    boolean isCompared(Bindings bindings, Expression end) {
        Optional<Variable> local = end instanceof Expression.Variable name ? bindings.variable(name) : Optional.empty();
        boolean[] found = {false};
        Walker comparisons = new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                if (node.operator() == BinaryOperator.EQUAL) {
                    found[0] |= isLocal(node.left()) || isLocal(node.right());
                }
                super.visit(node);
            }

            private boolean isLocal(Expression value) {
                return value instanceof Expression.Variable name
                        && local.isPresent()
                        && bindings.variable(name).equals(local);
            }
        };
        conditions.forEach(comparisons::walk);
        return found[0];
    }
}
