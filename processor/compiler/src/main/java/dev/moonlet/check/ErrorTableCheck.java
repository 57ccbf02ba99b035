package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code error} with a table that has no field {@code err}: Redis itself crashes. */
final class ErrorTableCheck implements Check {

    private static final String CODE = "error-table";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean catches = script.bindings().globalReads().stream()
                .anyMatch(name -> name.name().equals("pcall") || name.name().equals("xpcall"));
        new Walker() {
            /** What a function raises may be caught. */
            @Override
            protected void visit(FunctionBody body) {
                if (!catches) {
                    super.visit(body);
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                if (script.bindings().isGlobal(node.callee(), "error")
                        && !node.arguments().isEmpty()
                        && script.functions()
                                .onlyValue(script.definitions()
                                        .resolved(node.arguments().get(0)))
                                .filter(Expression.Table.class::isInstance)
                                .or(() -> Optional.of(node.arguments().get(0)))
                                .flatMap(script.definitions()::table)
                                .filter(table -> !table.mayHave("err"))
                                .isPresent()) {
                    findings.accept(script.error(
                                    CODE,
                                    "this table has no field \"err\", and Redis crashes",
                                    node.arguments().get(0))
                            .hint("error({ err = 'CODE text' }), or return redis.error_reply('CODE text')"));
                }
                if (script.bindings().isGlobal(node.callee(), "error")
                        && !node.arguments().isEmpty()
                        && ReplyValues.isSequence(
                                script.types().of(node.arguments().get(0)))) {
                    findings.accept(script.error(
                                    CODE,
                                    "this table has no field \"err\", and Redis crashes",
                                    node.arguments().get(0))
                            .hint("error({ err = 'CODE text' })"));
                }
                if (script.bindings().isGlobal(node.callee(), "error")
                        && !node.arguments().isEmpty()
                        && script.types().of(node.arguments().get(0)).isOnly(ValueType.FUNCTION)
                        && script.types().of(node.arguments().get(0)).kinds() != 0) {
                    findings.accept(script.error(
                                    CODE,
                                    "this is a function, and no error",
                                    node.arguments().get(0))
                            .hint("call it: (…)"));
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
    }
}
