package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.redis.Sandbox;
import java.util.function.Consumer;

/** Writing into a library such as {@code string}, which is read-only since Redis 7. */
final class LibraryWriteCheck implements Check {

    private static final String CODE = "library-write";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                node.targets().forEach(this::check);
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Function node) {
                check(node.target());
                super.visit(node);
            }

            private void check(Expression target) {
                Expression table = target instanceof Expression.Member member
                        ? member.object()
                        : target instanceof Expression.Index index ? index.object() : target;
                if (table != target
                        && table instanceof Expression.Variable variable
                        && script.bindings().variable(variable).isEmpty()
                        && (Sandbox.get().isLibrary(variable.name())
                                || variable.name().equals("_G"))) {
                    findings.accept(script.error(CODE, "\"" + variable.name() + "\" can't be written to", target)
                            .hint("use a local"));
                }
            }
        }.walk(script.chunk().block());
    }
}
