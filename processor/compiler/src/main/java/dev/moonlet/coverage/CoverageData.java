package dev.moonlet.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What scripts have counted in one or several test runs.
 *
 * @param scripts each script once, by name and digest, in this order
 * @param uncounted the names of scripts that were called and could not be instrumented, in alphabetical order
 */
public record CoverageData(List<ScriptHits> scripts, List<String> uncounted) {

    /** Nothing. */
    public static final CoverageData EMPTY = new CoverageData(List.of(), List.of());

    /** Copies the lists. */
    public CoverageData {
        scripts = List.copyOf(scripts);
        uncounted = List.copyOf(uncounted);
    }

    /**
     * The sums of several runs, in any order.
     *
     * @throws IllegalArgumentException if different versions of Moonlet have instrumented the same script
     */
    public static CoverageData merged(Collection<CoverageData> runs) {
        Map<String, ScriptHits> merged = new LinkedHashMap<>();
        TreeSet<String> uncounted = new TreeSet<>();
        for (CoverageData run : runs) {
            uncounted.addAll(run.uncounted());
            run.scripts().forEach(hits -> merged.merge(hits.script() + "\n" + hits.digest(), hits, ScriptHits::plus));
        }
        List<ScriptHits> sorted = new ArrayList<>(merged.values());
        sorted.sort(Comparator.comparing(ScriptHits::script).thenComparing(ScriptHits::digest));
        return new CoverageData(sorted, List.copyOf(uncounted));
    }
}
