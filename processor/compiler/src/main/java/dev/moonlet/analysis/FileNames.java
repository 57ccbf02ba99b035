package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LinkedPlaces;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a file shares with others, which it is linked with.
 *
 * @param seen those that it uses, and that a directive or another file declares
 * @param offered those that it declares for the files that include it
 */
public record FileNames(Set<String> seen, Set<String> offered) {

    /** Adds the names of the files of a linked script, by the names of the files. */
    public static void add(LinkedChunk linked, Map<String, FileNames> names) {
        Bindings bindings = ScopeResolver.resolve(linked.chunk().block());
        LinkedPlaces places = linked.places();
        for (Variable variable : bindings.variables()) {
            int start = variable.declaration().start();
            if (places.isOffered(start, variable.name())) {
                of(places.file(start), names).offered().add(variable.name());
            }
        }
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                if (places.isGenerated(node.start()) || !places.isCopied(node.start())) {
                    return; // what the linker wrote
                }
                String file = places.file(node.start());
                bindings.variable(node)
                        .filter(variable -> isShared(variable, file, places))
                        .ifPresent(variable -> of(file, names).seen().add(node.name()));
            }
        }.walk(linked.chunk().block());
    }

    private static boolean isShared(Variable variable, String file, LinkedPlaces places) {
        int start = variable.declaration().start();
        return !places.isCopied(start) || !places.file(start).equals(file);
    }

    private static FileNames of(String file, Map<String, FileNames> names) {
        return names.computeIfAbsent(file, key -> new FileNames(new TreeSet<>(), new TreeSet<>()));
    }
}
