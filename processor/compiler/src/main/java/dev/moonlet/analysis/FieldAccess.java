package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import java.util.Optional;

/**
 * A field of a table, {@code t.name} or {@code t['name']}.
 *
 * @param table the expression before it
 * @param name its name
 */
public record FieldAccess(Expression table, String name) {

    /** What an expression takes; empty for all else. */
    public static Optional<FieldAccess> of(Expression expression) {
        if (expression instanceof Expression.Member member) {
            return Optional.of(new FieldAccess(member.object(), member.name().text()));
        }
        return expression instanceof Expression.Index index && index.key() instanceof Expression.Str name
                ? Optional.of(new FieldAccess(index.object(), name.value()))
                : Optional.empty();
    }
}
