package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
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
                        && script.definitions()
                                .table(node.arguments().get(0))
                                .filter(table -> !table.mayHave("err"))
                                .isPresent()) {
                    findings.accept(script.error(
                                    CODE,
                                    "this table has no field \"err\", and Redis crashes",
                                    node.arguments().get(0))
                            .hint("error({ err = 'CODE text' }), or return redis.error_reply('CODE text')"));
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
    }
}
