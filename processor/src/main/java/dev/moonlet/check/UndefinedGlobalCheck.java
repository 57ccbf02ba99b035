package dev.moonlet.check;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Suggestion;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Variable;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reading a global that does not exist, which Redis raises an error for. */
final class UndefinedGlobalCheck implements Check {

    private static final String CODE = "undefined-global";

    @Override
    public void run(CheckedScript script, Consumer<Diagnostic> findings) {
        for (Expression.Variable global : script.bindings().globalReads()) {
            boolean written = script.bindings().globalWrites().stream()
                    .anyMatch(write -> write.name().equals(global.name()));
            if (!written && !Sandbox.get().hasGlobal(global.name())) {
                Diagnostic error = script.error(CODE, "there is no variable \"" + global.name() + "\"", global);
                findings.accept(hint(script, global).map(error::hint).orElse(error));
            }
        }
    }

    private static Optional<String> hint(CheckedScript script, Expression.Variable global) {
        boolean declaredElsewhere = script.bindings().variables().stream()
                .anyMatch(variable -> variable.name().equals(global.name()));
        if (declaredElsewhere) {
            return Optional.of("the local of this name can't be seen here");
        }
        Set<String> names = new TreeSet<>(Sandbox.get().globals());
        script.bindings().variables().stream().map(Variable::name).forEach(names::add);
        return Suggestion.nearest(global.name(), names).map(near -> "did you mean " + near + "?");
    }
}
