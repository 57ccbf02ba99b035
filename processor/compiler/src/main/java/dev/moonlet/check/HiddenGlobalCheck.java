package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.HiddenGlobals;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A local that hides a global from the line of Lua that a declared key or argument is linked as, and a declared key or
 * argument that hides a global from the script.
 */
final class HiddenGlobalCheck implements Check {

    private static final String CODE = "hidden-global";
    private static final Set<String> NEEDED = Set.of("KEYS", "ARGV", "cjson", "string", "tonumber", "type");
    private static final String ALL_GLOBALS = "_G";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> lines = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                boolean declaration = !script.places().isCopied(node.start())
                        && !script.places().isGenerated(node.start());
                if (!declaration) {
                    return;
                }
                Optional<Variable> hiding =
                        script.bindings().variable(node).filter(variable -> hides(script, variable));
                if (hiding.isPresent() && lines.add(script.linkedLine(node.start()))) {
                    findings.accept(hiddenFromDeclaration(script, node, hiding.get()));
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                HiddenGlobals.of(script, node).ifPresent(use -> findings.accept(hiddenFromScript(script, use)));
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Member node) {
                HiddenGlobals.of(script, node).ifPresent(use -> findings.accept(hiddenFromScript(script, use)));
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Index node) {
                HiddenGlobals.of(script, node).ifPresent(use -> findings.accept(hiddenFromScript(script, use)));
                super.visit(node);
            }
        }.walk(script.chunk().block());
    }

    private static boolean hides(AnalyzedScript script, Variable variable) {
        return variable.name().equals(ALL_GLOBALS) || (NEEDED.contains(variable.name()) && script.isWritten(variable));
    }

    private static Diagnostic hiddenFromDeclaration(AnalyzedScript script, Expression.Variable node, Variable hiding) {
        return script.error(CODE, "a local hides the global \"" + node.name() + "\" that this line needs", node)
                .hint("declare it before the local, or give the local another name")
                .related(script.chunk().file(), hiding.declaration(), "the local is declared here");
    }

    private static Diagnostic hiddenFromScript(AnalyzedScript script, HiddenGlobals.Use use) {
        String name = use.node().name();
        return script.error(CODE, "\"" + name + "\" is not the global here, but what the script declares", use.node())
                .hint("give the key or the argument another name")
                .related(script.chunk().file(), use.variable().declaration(), "\"" + name + "\" is declared here");
    }
}
