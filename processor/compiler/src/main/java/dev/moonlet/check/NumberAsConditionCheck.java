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

/** A number or a table as a condition, which always holds: 0 and an empty table are true in Lua. */
final class NumberAsConditionCheck implements Check {

    private static final String CODE = "number-as-condition";
    private static final String TABLE = "table-as-condition";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> condition(branch.condition()));
                super.visit(node);
            }

            @Override
            protected void visit(Statement.While node) {
                condition(node.condition());
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Repeat node) {
                condition(node.condition());
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Unary node) {
                if (node.operator() == UnaryOperator.NOT) {
                    check(node.operand());
                }
                super.visit(node);
            }

            /** Behind a value, {@code or} is a default; in a condition, it is a question. */
            private void condition(Expression expression) {
                if (expression instanceof Expression.Parenthesized parenthesized) {
                    condition(parenthesized.inner());
                } else if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
                    condition(binary.left());
                    condition(binary.right());
                } else {
                    check(expression);
                }
            }

            @Override
            protected void visit(Expression.Binary node) {
                if (node.operator() == BinaryOperator.AND
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
                } else if (type.isReply() && type.isOnly(ValueType.TABLE | ValueType.STATUS)) {
                    boolean status = type.isOnly(ValueType.STATUS);
                    findings.accept(script.warning(
                                    TABLE,
                                    "the reply of " + type.command() + " is a table, and every table is true"
                                            + (status ? "" : ", an empty one too"),
                                    condition)
                            .hint(status ? "it needs no condition" : "ask for its length: #x > 0"));
                }
            }
        }.walk(script.chunk().block());
    }
}
