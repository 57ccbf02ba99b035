package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import java.util.function.Consumer;

/** Writing a global, which Redis refuses: scripts are to leave nothing behind. */
final class GlobalWriteCheck implements Check {

    private static final String CODE = "global-write";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (Expression.Variable global : script.bindings().globalWrites()) {
            findings.accept(
                    script.error(CODE, "\"" + global.name() + "\" is a global, and scripts can't write globals", global)
                            .hint("declare it with local, before its first use"));
        }
    }
}
