package dev.moonlet.coverage;

import dev.moonlet.script.SourceMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up the counters of scripts by the lines of files. */
final class FileFigures {

    private record BranchPlace(int line, int ordinal) implements Comparable<BranchPlace> {
        @Override
        public int compareTo(BranchPlace other) {
            return line == other.line ? Integer.compare(ordinal, other.ordinal) : Integer.compare(line, other.line);
        }
    }

    /** The figures of one file. */
    record Figures(SortedMap<Integer, Long> lines, SortedMap<BranchPlace, FileCoverage.Branch> branchesByPlace) {

        List<FileCoverage.Branch> branches() {
            return List.copyOf(branchesByPlace.values());
        }
    }

    private final Map<String, Figures> files = new HashMap<>();

    FileFigures(CoverageData data) {
        data.scripts().forEach(this::add);
    }

    /** The files that scripts are made of, in alphabetical order. */
    SortedSet<String> files() {
        return new TreeSet<>(files.keySet());
    }

    Figures of(String file) {
        return files.computeIfAbsent(file, name -> new Figures(new TreeMap<>(), new TreeMap<>()));
    }

    /** A line runs as often as its most frequent statement in one linked line; several linked lines add up. */
    private void add(ScriptHits hits) {
        Map<Integer, Long> ofLinkedLine = new HashMap<>();
        Map<Integer, SourceMap.Place> places = new HashMap<>();
        Iterator<Long> counts = hits.counts().iterator();
        for (Probe probe : hits.probes()) {
            if (probe instanceof Probe.Branch branch) {
                addBranch(branch, counts.next(), counts.next());
            } else {
                ofLinkedLine.merge(probe.linkedLine(), counts.next(), Math::max);
                places.put(probe.linkedLine(), probe.place());
            }
        }
        places.forEach((linked, place) ->
                of(place.file()).lines().merge(place.line(), ofLinkedLine.getOrDefault(linked, 0L), Long::sum));
    }

    private void addBranch(Probe.Branch branch, long held, long other) {
        int line = branch.place().line();
        of(branch.place().file())
                .branchesByPlace()
                .merge(
                        new BranchPlace(line, branch.ordinal()),
                        new FileCoverage.Branch(line, branch.ordinal(), held, other),
                        (a, b) -> new FileCoverage.Branch(
                                line, branch.ordinal(), a.held() + b.held(), a.other() + b.other()));
    }
}
