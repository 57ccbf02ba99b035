package dev.moonlet.check;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A local that hides a global from the line of Lua that a declared key or argument stands for. */
final class HiddenGlobalCheck implements Check {

    private static final String CODE = "hidden-global";
    private static final Set<String> NEEDED = Set.of("KEYS", "ARGV", "cjson", "string", "tonumber", "type");

    @Override
    public void run(CheckedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> lines = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                Optional<Variable> hiding = script.bindings()
                        .variable(node)
                        .filter(variable -> NEEDED.contains(variable.name()))
                        .filter(script::isWritten);
                boolean declaration = !script.places().isCopied(node.start())
                        && !script.places().isGenerated(node.start());
                if (declaration && hiding.isPresent() && lines.add(script.linkedLine(node.start()))) {
                    findings.accept(script.error(
                                    CODE, "a local hides the global \"" + node.name() + "\" that this line needs", node)
                            .hint("declare it before the local, or give the local another name")
                            .related(script.chunk().file(), hiding.get().declaration(), "the local is declared here"));
                }
            }
        }.walk(script.chunk().block());
    }
}
