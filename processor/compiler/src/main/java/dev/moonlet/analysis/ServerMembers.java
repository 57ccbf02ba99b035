package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Bindings;
import java.util.Optional;
import java.util.Set;

/** The members of {@code redis}, and of {@code server}, which is the same on Valkey. */
final class ServerMembers {

    private static final Set<String> TABLES = Set.of("redis", "server");

    private final Bindings bindings;
    private final Definitions definitions;

    ServerMembers(Bindings bindings, Definitions definitions) {
        this.bindings = bindings;
        this.definitions = definitions;
    }

    /** The member of {@code redis} that an expression is. */
    Optional<String> of(Expression expression) {
        if (expression instanceof Expression.Member member && isServer(member.object())) {
            return Optional.of(member.name().text());
        }
        return expression instanceof Expression.Index index
                        && index.key() instanceof Expression.Str key
                        && isServer(index.object())
                ? Optional.of(key.value())
                : Optional.empty();
    }

    private boolean isServer(Expression expression) {
        Expression resolved = definitions.resolved(expression);
        return TABLES.stream().anyMatch(table -> bindings.isGlobal(resolved, table));
    }
}
