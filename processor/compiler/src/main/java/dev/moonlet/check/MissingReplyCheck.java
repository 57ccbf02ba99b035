package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import java.util.function.Consumer;

/** Calculating with a reply, joining it to a string or ordering it, where it can be false for what is not there. */
final class MissingReplyCheck implements Check {

    private static final String CODE = "missing-reply";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> check(node, "arithmetic");
                    case CONCAT -> check(node, "joining");
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> check(node, "comparing");
                    default -> {}
                }
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Unary node) {
                super.visit(node);
                if (node.operator() != UnaryOperator.NOT) {
                    check(node.operand(), "this");
                }
            }

            private void check(Expression.Binary node, String what) {
                check(node.left(), what);
                check(node.right(), what);
            }

            private void check(Expression operand, String what) {
                ValueType type = script.types().of(operand);
                if (type.isReply()
                        && type.can(ValueType.FALSE)
                        && !script.knownKeys().areThereFor(operand)) {
                    findings.accept(script.warning(
                                    CODE,
                                    "the reply of " + type.command() + " is false if there is nothing, and " + what
                                            + " then fails",
                                    operand)
                            .hint("say what it is then: (x or 0), or ask first"));
                }
            }
        }.walk(script.chunk().block());
    }
}
