package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Variable;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells elements of lists that commands reply which are not there if the list is empty, {@code redis.call('LRANGE', …)[1]}. */
final class MissingElements {

    private final AnalyzedScript script;

    /** The locals that conditions mention; found when they are needed. */
    private Optional<Set<Variable>> asked = Optional.empty();

    private Optional<DerivedLocals> derived = Optional.empty();

    MissingElements(AnalyzedScript script) {
        this.script = script;
    }

    /** Whether a value is such an element, and no condition of the script mentions it, or the list. */
    boolean isMissing(Expression value) {
        Expression found = script.definitions().resolved(value);
        if (!(found instanceof Expression.Index element)
                || !(element.key() instanceof Expression.Numeral)
                || !script.types().of(found).isReply()
                || !script.types().of(found).can(ValueType.NIL)
                || script.commands()
                        .at(script.definitions().resolved(element.object()))
                        .isEmpty()
                || script.knownKeys().areThereFor(value)) {
            return false;
        }
        Set<Variable> known = asked.orElseGet(() -> MentionedLocals.of(script));
        asked = Optional.of(known);
        DerivedLocals from = derived.orElseGet(() -> DerivedLocals.of(script));
        derived = Optional.of(from);
        return Stream.of(value, element.object())
                .flatMap(part -> local(script, part).stream())
                .noneMatch(local -> known.contains(local)
                        || known.stream().anyMatch(mentioned -> from.isDerived(mentioned, local)));
    }

    private static Optional<Variable> local(AnalyzedScript script, Expression expression) {
        return expression instanceof Expression.Variable name
                ? script.bindings().variable(name)
                : Optional.empty();
    }
}
