package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.redis.ServerApi;
import java.util.Optional;
import java.util.Set;

/** The members of {@code redis}, and of {@code server}, which is the same on Valkey. */
final class ServerMembers {

    private static final Set<String> CALLS = Set.of("call", "pcall");

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

    /** Whether an expression is the function that runs commands, with or without catching their errors. */
    boolean isCall(Expression expression) {
        return of(expression).filter(CALLS::contains).isPresent();
    }

    private boolean isServer(Expression expression) {
        return ServerApi.isTable(definitions.resolved(expression), bindings);
    }
}
