package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Variable;
import java.util.function.Consumer;

/** A local that hides another: one of an outer scope, or one of the same scope, of which the value is then lost. */
final class ShadowedLocalCheck implements Check {

    private static final String SHADOWED = "shadowed-local";
    private static final String REDEFINED = "redefined-local";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        for (Variable variable : script.bindings().variables()) {
            variable.hidden()
                    .filter(hidden -> isWorthSaying(script, variable, hidden))
                    .ifPresent(hidden -> findings.accept(hides(script, variable, hidden)));
        }
    }

    /** Not of parameters and variables of loops, whose names are local by custom, of names that are meant to be unused, nor of names that files which know nothing of each other share. */
    private static boolean isWorthSaying(AnalyzedScript script, Variable variable, Variable hidden) {
        return !variable.name().startsWith("_")
                && variable.kind() != Variable.Kind.PARAMETER
                && variable.kind() != Variable.Kind.LOOP
                && variable.kind() != Variable.Kind.IMPLICIT
                && hidden.kind() != Variable.Kind.IMPLICIT
                && script.isSameFile(variable.declaration(), hidden.declaration())
                && script.isWritten(variable)
                && !script.places().isGenerated(hidden.declaration().start())
                && !isOwnNameOfEntry(script, variable, hidden)
                && !isSameDeclaration(script, variable, hidden);
    }

    /** Whether a script that was declared later has the same name for the entry that the declaration takes. */
    private static boolean isOwnNameOfEntry(AnalyzedScript script, Variable variable, Variable hidden) {
        return script.isDeclared(hidden)
                && script.definitions()
                        .initial(variable)
                        .filter(value -> isEntry(script, value))
                        .isPresent();
    }

    private static boolean isEntry(AnalyzedScript script, Expression value) {
        if (value instanceof Expression.Call call && call.arguments().size() == 1) {
            return isEntry(script, call.arguments().get(0)); // tonumber(…), cjson.decode(…)
        }
        if (value instanceof Expression.Binary binary) {
            return isEntry(script, binary.left());
        }
        return value instanceof Expression.Index entry
                && (script.bindings().isGlobal(entry.object(), "KEYS")
                        || script.bindings().isGlobal(entry.object(), "ARGV"));
    }

    /** Whether a file declares it once, and is spliced twice. */
    private static boolean isSameDeclaration(AnalyzedScript script, Variable variable, Variable hidden) {
        int start = variable.declaration().start();
        int hiddenStart = hidden.declaration().start();
        return script.linkedLine(start) != script.linkedLine(hiddenStart)
                && script.places().isSameLine(start, hiddenStart);
    }

    private static Diagnostic hides(AnalyzedScript script, Variable variable, Variable hidden) {
        String name = "\"" + variable.name() + "\"";
        Diagnostic finding = variable.isRedefinition()
                ? script.warning(REDEFINED, "local " + name + " is declared again in its scope", variable.declaration())
                        .hint("assign to it, or take another name")
                : script.warning(SHADOWED, name + " hides another local", variable.declaration())
                        .hint("take another name");
        return finding.as(Severity.HINT)
                .related(script.chunk().file(), hidden.declaration(), "the other one is declared here");
    }
}
