package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A local that hides another: one of an outer scope, or one of the same scope, of which the value is then lost. */
final class ShadowedLocalCheck implements Check {

    private static final String SHADOWED = "shadowed-local";
    private static final String REDEFINED = "redefined-local";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> entries = namesOfEntries(script);
        for (Variable variable : script.bindings().variables()) {
            variable.hidden()
                    .filter(hidden -> isWorthSaying(script, variable, hidden))
                    .filter(hidden -> !(script.isDeclared(hidden) && entries.contains(variable)))
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
                && !isSameDeclaration(script, variable, hidden);
    }

    /** The locals that a script has for its entries: {@code local rate = tonumber(ARGV[1])}, and those of {@code unpack(ARGV)}. */
    private static Set<Variable> namesOfEntries(AnalyzedScript script) {
        Set<Variable> names = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                int last = node.values().size() - 1;
                for (int i = 0; i < node.names().size() && last >= 0; i++) {
                    Expression value = node.values().get(Math.min(i, last));
                    if (i > last ? isUnpacked(script, value) : isEntry(script, value) || isUnpacked(script, value)) {
                        script.bindings().variable(node.names().get(i)).ifPresent(names::add);
                    }
                }
                super.visit(node);
            }
        }.walk(script.chunk().block());
        return names;
    }

    private static boolean isEntry(AnalyzedScript script, Expression value) {
        if (value instanceof Expression.Call call && call.arguments().size() == 1) {
            return isEntry(script, call.arguments().get(0)); // tonumber(…), cjson.decode(…)
        }
        if (value instanceof Expression.Binary binary) {
            return isEntry(script, binary.left());
        }
        return value instanceof Expression.Index entry && isEntries(script, entry.object());
    }

    private static boolean isUnpacked(AnalyzedScript script, Expression value) {
        return value instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "unpack")
                && !call.arguments().isEmpty()
                && isEntries(script, call.arguments().get(0));
    }

    private static boolean isEntries(AnalyzedScript script, Expression table) {
        return script.bindings().isGlobal(table, "KEYS") || script.bindings().isGlobal(table, "ARGV");
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
