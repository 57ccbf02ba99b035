package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.function.Consumer;

/** A reply of {@code redis.pcall} that nothing looks at: if the command fails, the script does not learn of it. */
final class IgnoredErrorCheck implements Check {

    private static final String CODE = "ignored-error";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.Call node) {
                super.visit(node);
                script.commands()
                        .at(node.call())
                        .filter(call -> call.caught() && script.places().isCopied(node.start()))
                        .ifPresent(call -> findings.accept(script.warning(
                                        CODE, "an error of this command is caught, and nothing looks at it", node)
                                .as(Severity.HINT)
                                .hint("redis.call(…) lets it end the script")));
            }
        }.walk(script.chunk().block());
    }
}
