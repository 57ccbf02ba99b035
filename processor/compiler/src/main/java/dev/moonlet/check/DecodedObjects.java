package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Set;

/** The locals that hold what {@code cjson.decode} makes of JSON, and of which the script takes fields by name. */
final class DecodedObjects {

    private DecodedObjects() {}

    static Set<Variable> of(AnalyzedScript script) {
        Set<Variable> found = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Member node) {
                super.visit(node);
                if (node.object() instanceof Expression.Variable name
                        && isDecoded(script.definitions().resolved(name))) {
                    script.bindings()
                            .variable(name)
                            .filter(local -> script.bindings().writes(local) == 0)
                            .ifPresent(found::add);
                }
            }

            private boolean isDecoded(Expression value) {
                return value instanceof Expression.Call call
                        && LibraryCall.of(script, call)
                                .filter(library -> library.function().path().equals("cjson.decode"))
                                .isPresent();
            }
        }.walk(script.chunk().block());
        return found;
    }
}
