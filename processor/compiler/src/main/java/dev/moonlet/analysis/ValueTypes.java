package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** What the expressions of a chunk can be where they stand. */
public final class ValueTypes {

    private final Map<Expression, ValueType> types;

    ValueTypes(IdentityHashMap<Expression, ValueType> types) {
        this.types = Collections.unmodifiableMap(types);
    }

    /** What an expression can be; anything, if nothing is known of it. */
    public ValueType of(Expression expression) {
        return types.getOrDefault(expression, ValueType.ANY);
    }
}
