package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.Exits;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.function.Consumer;

/** Code that is never run, because the code before it always returns, breaks or raises an error. */
final class UnreachableCodeCheck implements Check {

    private static final String CODE = "unreachable-code";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Exits exits = script.exits();
        new Walker() {
            @Override
            public void walk(Block block) {
                List<Statement> statements = block.statements();
                for (int i = 0; i + 1 < statements.size(); i++) {
                    Statement statement = statements.get(i);
                    Statement next = statements.get(i + 1);
                    if (exits.leaves(statement) && script.isSameFile(span(statement), span(next))) {
                        findings.accept(script.warning(CODE, "this is never run", firstLine(script, next))
                                .related(
                                        script.chunk().file(),
                                        firstLine(script, statement),
                                        "the code after this never runs"));
                        break;
                    }
                }
                super.walk(block);
            }
        }.walk(script.chunk().block());
    }

    private static Span span(Statement statement) {
        return new Span(statement.start(), statement.end());
    }

    private static Span firstLine(AnalyzedScript script, Statement statement) {
        int lineEnd = script.chunk().file().lineEnd(script.chunk().file().line(statement.start()));
        return new Span(statement.start(), Math.min(statement.end(), lineEnd));
    }
}
