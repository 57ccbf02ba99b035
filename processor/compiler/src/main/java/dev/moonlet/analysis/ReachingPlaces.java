package dev.moonlet.analysis;

import dev.moonlet.lua.scope.Variable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The places whose values can be in locals. Immutable.
 *
 * @param isReached whether the statement is reached at all
 * @param byLocal the places by local
 */
record ReachingPlaces(boolean isReached, Map<Variable, Set<Integer>> byLocal) {

    static final ReachingPlaces NONE = new ReachingPlaces(true, Map.of());
    static final ReachingPlaces UNREACHED = new ReachingPlaces(false, Map.of());

    /** In place of more of them than are looked into. */
    private static final Set<Integer> TOO_MANY = Set.of(-1);

    Optional<Set<Integer>> of(Variable local) {
        return Optional.ofNullable(byLocal.get(local));
    }

    ReachingPlaces with(Variable local, int place) {
        Map<Variable, Set<Integer>> places = new HashMap<>(byLocal);
        places.put(local, Set.of(place));
        return new ReachingPlaces(isReached, places);
    }

    ReachingPlaces without(List<Variable> locals) {
        if (locals.isEmpty()) {
            return this;
        }
        Map<Variable, Set<Integer>> places = new HashMap<>(byLocal);
        places.keySet().removeAll(Set.copyOf(locals));
        return new ReachingPlaces(isReached, places);
    }

    ReachingPlaces or(ReachingPlaces other) {
        if (!isReached || !other.isReached) {
            return isReached ? this : other;
        }
        Map<Variable, Set<Integer>> places = new HashMap<>(byLocal);
        other.byLocal.forEach((local, more) -> places.merge(local, more, ReachingPlaces::or));
        return new ReachingPlaces(true, places);
    }

    private static Set<Integer> or(Set<Integer> some, Set<Integer> others) {
        if (some.equals(others)) {
            return some;
        }
        Set<Integer> both = new TreeSet<>(some);
        both.addAll(others);
        return both.size() > ReachingDefinitions.MAX_VALUES ? TOO_MANY : Collections.unmodifiableSet(both);
    }
}
