package dev.moonlet.lua.scope;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds where names mean a variable, in the order of the text. */
public final class VariableUses {

    private VariableUses() {}

    /** Where a variable is read and assigned to, its declaration left out. */
    public static List<Span> of(Block block, Bindings bindings, Variable variable) {
        return uses(block, name -> bindings.variable(name).equals(Optional.of(variable)));
    }

    /** Where a name means a global. */
    public static List<Span> ofGlobal(Block block, Bindings bindings, String global) {
        return uses(
                block,
                name -> name.name().equals(global) && bindings.variable(name).isEmpty());
    }

    /** The name of a variable that is at an offset, or ends there. */
    public static Optional<Expression.Variable> at(Block block, int offset) {
        List<Expression.Variable> found = new ArrayList<>();
        walk(block, name -> name.start() <= offset && offset <= name.end(), found);
        return found.stream().findFirst();
    }

    private static List<Span> uses(Block block, Predicate<Expression.Variable> isMeant) {
        List<Expression.Variable> found = new ArrayList<>();
        walk(block, isMeant, found);
        return found.stream()
                .map(name -> new Span(name.start(), name.end()))
                .sorted((a, b) -> Integer.compare(a.start(), b.start()))
                .toList();
    }

    private static void walk(Block block, Predicate<Expression.Variable> isMeant, List<Expression.Variable> found) {
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                if (isMeant.test(node)) {
                    found.add(node);
                }
            }
        }.walk(block);
    }
}
