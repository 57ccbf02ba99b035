package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.function.Consumer;

/** A number as a condition, which always holds: 0 is true in Lua. */
final class NumberAsConditionCheck implements Check {

    private static final String CODE = "number-as-condition";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> check(branch.condition()));
                super.visit(node);
            }

            @Override
            protected void visit(Statement.While node) {
                check(node.condition());
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Repeat node) {
                check(node.condition());
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Unary node) {
                if (node.operator() == UnaryOperator.NOT) {
                    check(node.operand());
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Binary node) {
                boolean and = node.operator() == BinaryOperator.AND;
                if ((and || node.operator() == BinaryOperator.OR)
                        && script.types().of(node.left()).isReply()
                        && !isComparedThen(node.left(), node.right())) {
                    check(node.left());
                }
                super.visit(node);
            }

            /** {@code n and n > 0} is careful, and no mistake. */
            private static boolean isComparedThen(Expression left, Expression right) {
                return left instanceof Expression.Variable variable
                        && right instanceof Expression.Binary comparison
                        && comparison.left() instanceof Expression.Variable compared
                        && compared.name().equals(variable.name());
            }

            private void check(Expression condition) {
                ValueType type = script.types().of(condition);
                boolean literal = condition instanceof Expression.Numeral;
                if (type.isOnly(ValueType.NUMBER) && !literal) {
                    String what = type.isReply() ? "the reply of " + type.command() : "this";
                    findings.accept(
                            script.warning(CODE, what + " is a number, and every number is true, 0 too", condition)
                                    .hint("compare it: == 1, or > 0"));
                }
            }
        }.walk(script.chunk().block());
    }
}
