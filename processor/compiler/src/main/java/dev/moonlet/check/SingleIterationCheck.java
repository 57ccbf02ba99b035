package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.Exits;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
import java.util.function.Consumer;

/**
 * A loop that is always left in its first round. {@code for k in pairs(t) do return k end}, which takes the first of
 * something, is left alone.
 */
final class SingleIterationCheck implements Check {

    private static final String CODE = "single-iteration";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Exits exits = script.exits();
        new Walker() {
            @Override
            protected void visit(Statement.While node) {
                check(node, "while", node.block());
                super.visit(node);
            }

            @Override
            protected void visit(Statement.Repeat node) {
                check(node, "repeat", node.block());
                super.visit(node);
            }

            @Override
            protected void visit(Statement.NumericFor node) {
                check(node, "for", node.block());
                super.visit(node);
            }

            private void check(Statement loop, String word, Block block) {
                if (exits.leaves(block)) {
                    Span span = new Span(loop.start(), loop.start() + word.length());
                    findings.accept(script.warning(CODE, "this loop runs at most once", span)
                            .hint("it is always left at the end of its first round"));
                }
            }
        }.walk(script.chunk().block());
    }
}
