package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.link.JoinedIntegers;
import java.util.Set;
import java.util.function.Consumer;

/** A declared integer, or what a counter of Redis has reached, that becomes text: Lua writes 14 digits. */
final class LostDigitsCheck implements Check {

    private static final String CODE = "lost-digits";

    private static final Set<String> COUNTERS = Set.of("DECR", "DECRBY", "HINCRBY", "INCR", "INCRBY");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        JoinedIntegers.of(script.chunk(), script.bindings(), script.declarations())
                .lost()
                .forEach(lost -> findings.accept(
                        script.warning(CODE, "this becomes text, and Lua writes 14 digits of an integer", lost)
                                .hint("declare int64, which keeps all of them")));
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                if (node.operator() == BinaryOperator.CONCAT) {
                    check(node.left());
                    check(node.right());
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.bindings().isGlobal(node.callee(), "tostring")
                        && node.arguments().size() == 1) {
                    check(node.arguments().get(0));
                }
            }

            private void check(Expression value) {
                ValueType type = script.types().of(value);
                if (type.isOnly(ValueType.NUMBER) && COUNTERS.contains(type.command())) {
                    findings.accept(
                            script.warning(CODE, "Lua writes 14 digits of what " + type.command() + " replies", value)
                                    .as(Severity.HINT)
                                    .hint("string.format(\"%.0f\", …) writes all of them"));
                }
            }
        }.walk(script.chunk().block());
    }
}
