package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values that are put at numbered places of tables, {@code t[1] = x} and {@code t[i] = x}, and the locals that count. */
final class PlacedValues {

    /** Sums of sums are looked into no further. */
    private static final int MAX_DEPTH = 20;

    private final Bindings bindings;

    /** The locals of loops that count, and those that begin with a number. */
    private final Set<Variable> counters = new HashSet<>();

    /** Those that become something else. */
    private final Set<Variable> others = new HashSet<>();

    private final Map<Variable, List<Place>> places = new HashMap<>();

    private record Place(Expression key, Optional<Expression> value) {}

    PlacedValues(Bindings bindings) {
        this.bindings = bindings;
    }

    /** A loop gives numbers to a local. */
    void counts(Name loop) {
        bindings.variable(loop).ifPresent(counters::add);
    }

    /** A local begins with a value. */
    void begins(Name local, Expression value) {
        if (isNumber(value)) {
            bindings.variable(local).ifPresent(counters::add);
        }
    }

    /** A local is assigned to; the value is empty where it is one of several that a call returns. */
    void becomes(Variable local, Optional<Expression> value) {
        if (value.filter(PlacedValues::isNumber).isEmpty()) {
            others.add(local);
        }
    }

    private static boolean isNumber(Expression value) {
        return value instanceof Expression.Numeral
                || (value instanceof Expression.Unary length && length.operator() == UnaryOperator.LENGTH)
                || (value instanceof Expression.Binary sum
                        && (sum.operator() == BinaryOperator.ADD || sum.operator() == BinaryOperator.SUBTRACT));
    }

    /** A table gets a value at a place; the value is empty where it is one of several that a call returns. */
    void put(Variable table, Expression key, Optional<Expression> value) {
        places.computeIfAbsent(table, t -> new ArrayList<>()).add(new Place(key, value));
    }

    /** The tables that get values at places. */
    Set<Variable> tables() {
        return places.keySet();
    }

    /** Whether all places of a table are numbers. */
    boolean areNumbered(Variable table) {
        return places.getOrDefault(table, List.of()).stream()
                .allMatch(place -> place.key() instanceof Expression.Numeral || isCounter(place.key(), 0));
    }

    /**
     * The values of a table that stay where they are put, at least in some passes of a loop: nothing is put there because of
     * what was there before.
     *
     * @param read whether the script reads what is in it
     */
    List<Expression> kept(Variable table, boolean read) {
        List<Place> all = places.getOrDefault(table, List.of());
        Set<Double> numerals = new HashSet<>();
        boolean once = all.size() == 1
                || all.stream()
                        .allMatch(place ->
                                place.key() instanceof Expression.Numeral numeral && numerals.add(numeral.value()));
        boolean counted = !read
                && all.get(0).key() instanceof Expression.Variable first
                && all.stream()
                        .allMatch(place -> place.key() instanceof Expression.Variable key
                                && bindings.variable(key).equals(bindings.variable(first)));
        return once || counted
                ? all.stream().flatMap(place -> place.value().stream()).toList()
                : List.of();
    }

    /** A local that counts, or one more than that. */
    private boolean isCounter(Expression key, int depth) {
        if (key instanceof Expression.Binary sum && isNumber(sum) && depth < MAX_DEPTH) {
            return (isCounter(sum.left(), depth + 1) || sum.left() instanceof Expression.Numeral)
                    && (isCounter(sum.right(), depth + 1) || sum.right() instanceof Expression.Numeral);
        }
        return key instanceof Expression.Variable name
                && bindings.variable(name)
                        .filter(counters::contains)
                        .filter(local -> !others.contains(local))
                        .isPresent();
    }
}
