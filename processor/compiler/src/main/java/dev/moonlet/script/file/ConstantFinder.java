package dev.moonlet.script.file;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.redis.Sandbox;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds statements that only declare functions and constants: what is the same whenever it is evaluated, as long as no
 * code assigns to a variable of it. Operators count on numbers, strings and booleans alone, because with tables they may
 * call anything.
 */
final class ConstantFinder {

    private final Bindings bindings;
    private final Set<String> scalars = new HashSet<>();
    private final Set<String> libraries = new HashSet<>();

    ConstantFinder(Bindings bindings) {
        this.bindings = bindings;
    }

    /** The libraries of which members were found. */
    Set<String> libraries() {
        return libraries;
    }

    /** Whether a statement, after all those that were asked about before, only declares. */
    boolean isDefinition(Statement statement) {
        if (!(statement instanceof Statement.Local local)) {
            return statement instanceof Statement.LocalFunction;
        }
        for (int i = 0; i < local.names().size(); i++) {
            boolean scalar =
                    i >= local.values().size() || isScalar(local.values().get(i));
            if (scalar) {
                scalars.add(local.names().get(i).text());
            } else {
                scalars.remove(local.names().get(i).text());
            }
        }
        return local.values().stream().allMatch(this::isConstant);
    }

    private boolean isConstant(Expression value) {
        if (value instanceof Expression.Member member
                && member.object() instanceof Expression.Variable library
                && Sandbox.get().isLibrary(library.name())
                && bindings.isGlobal(library, library.name())) {
            libraries.add(library.name());
            return true;
        }
        return value instanceof Expression.Function || value instanceof Expression.Variable || isScalar(value);
    }

    /** Whether an expression is a number, a string, a boolean or nil, and calculated from nothing else. */
    private boolean isScalar(Expression value) {
        Expression left = value;
        while (left instanceof Expression.Binary binary) { // may be nested to the left without limit
            if (!isScalar(binary.right())) {
                return false;
            }
            left = binary.left();
        }
        if (left instanceof Expression.Unary unary) {
            return unary.operator() != UnaryOperator.LENGTH && isScalar(unary.operand());
        }
        if (left instanceof Expression.Parenthesized inner) {
            return isScalar(inner.inner());
        }
        if (left instanceof Expression.Variable variable) {
            return scalars.contains(variable.name())
                    && bindings.variable(variable).isPresent();
        }
        return left instanceof Expression.Nil
                || left instanceof Expression.Bool
                || left instanceof Expression.Numeral
                || left instanceof Expression.Str;
    }
}
