package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
import java.util.function.Consumer;

/** A backslash before a letter that has no meaning there, such as {@code \d}: Lua leaves the backslash out. */
final class UnknownEscapeCheck implements Check {

    private static final String CODE = "unknown-escape";

    /** Letters of classes in regular expressions, which Lua writes with a percent sign. */
    private static final String CLASSES = "dDsSwW";

    private static final String KNOWN = "abfnrtv";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Str node) {
                if (!script.places().isCopied(node.start())) {
                    return;
                }
                String text = script.chunk().file().text(new Span(node.start(), node.end()));
                if (text.startsWith("[")) {
                    return; // a long bracket has no escapes
                }
                for (int i = text.indexOf('\\'); i >= 0 && i + 1 < text.length(); i = text.indexOf('\\', i + 2)) {
                    char c = text.charAt(i + 1);
                    if (Character.isLetter(c) && KNOWN.indexOf(c) < 0) {
                        Span span = new Span(node.start() + i, node.start() + i + 2);
                        Diagnostic found = script.warning(
                                CODE, "\\" + c + " in a string is " + c + ": Lua has no such escape", span);
                        findings.accept(
                                CLASSES.indexOf(c) >= 0
                                        ? found.hint("a pattern has %" + c + " for that")
                                        : found.hint("write \\\\ for a backslash"));
                        return;
                    }
                }
            }
        }.walk(script.chunk().block());
    }
}
