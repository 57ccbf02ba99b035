package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A declared key that nothing uses. A script may declare its only key for the slot, and what an included file declares is for
 * several scripts.
 */
final class UnusedKeyCheck implements Check {

    private static final String CODE = "unused-key";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (readsKeys(script)) {
            return;
        }
        List<Variable> unused = new ArrayList<>();
        boolean someUsed = false;
        Set<String> parts = parts(script);
        for (Variable variable : script.bindings().variables()) {
            Declaration key = script.declaration(variable)
                    .filter(declaration -> declaration.kind() == Declaration.Kind.KEY)
                    .orElse(null);
            if (key == null) {
                continue;
            }
            if (script.bindings().reads(variable) > 0 || parts.contains(key.name())) {
                someUsed = true;
            } else if (isOwn(script, key) && !key.name().startsWith("_")) {
                unused.add(variable);
            }
        }
        if (someUsed) {
            unused.forEach(key -> findings.accept(report(script, key)));
        }
    }

    /** Whether a script takes keys by their numbers. */
    private static boolean readsKeys(AnalyzedScript script) {
        return script.bindings().globalReads().stream()
                .anyMatch(global ->
                        global.name().equals("KEYS") && script.places().isCopied(global.start()));
    }

    /** The names of which other keys are made. */
    private static Set<String> parts(AnalyzedScript script) {
        Set<String> names = new HashSet<>();
        script.signature().declarations().stream()
                .flatMap(declaration -> declaration.expression().stream())
                .flatMap(expression -> expression.parts().stream())
                .forEach(part -> {
                    if (part instanceof KeyExpression.Name name) {
                        names.add(name.name());
                    }
                });
        return names;
    }

    private static boolean isOwn(AnalyzedScript script, Declaration key) {
        int end = script.chunk().file().text().length() - 1;
        return key.place().file().name().equals(script.places().file(Math.max(0, end)));
    }

    private static Diagnostic report(AnalyzedScript script, Variable key) {
        Span declared = new Span(key.declaration().start(), key.declaration().end());
        return script.warning(CODE, "key \"" + key.name() + "\" is never used", declared)
                .hint("remove it, or begin its name with an underscore");
    }
}
