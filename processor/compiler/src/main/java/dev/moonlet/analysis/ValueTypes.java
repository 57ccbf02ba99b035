package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** What the expressions of a chunk can be where they stand. */
public final class ValueTypes {

    private final Map<Expression, ValueType> types;
    private final Map<Expression, ValueType> elements;

    private final Set<Expression> named;

    ValueTypes(
            IdentityHashMap<Expression, ValueType> types,
            IdentityHashMap<Expression, ValueType> elements,
            Set<Expression> named) {
        this.types = Collections.unmodifiableMap(types);
        this.elements = Collections.unmodifiableMap(elements);
        this.named = Collections.unmodifiableSet(named);
    }

    /** What an expression can be; anything, if nothing is known of it. */
    public ValueType of(Expression expression) {
        return types.getOrDefault(expression, ValueType.ANY);
    }

    /** Whether a table is used as a list here, and all that is in it has a name. */
    public boolean isNamedOnly(Expression list) {
        return named.contains(list);
    }

    /** What the elements can be of a list that the script fills, where {@code unpack} or {@code table} goes through it. */
    public ValueType ofElements(Expression list) {
        return elements.getOrDefault(list, ValueType.ANY);
    }
}
