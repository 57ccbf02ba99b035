package dev.moonlet.coverage;

import dev.moonlet.source.SourceFile;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has run of a file, by all scripts that it is a part of.
 *
 * @param file its path below its script root
 * @param source its text; empty if it was not found
 * @param lines how often each line with a statement ran: the most frequent of its statements
 * @param branches its conditions and loops, in their order
 */
public record FileCoverage(
        String file, Optional<SourceFile> source, SortedMap<Integer, Long> lines, List<Branch> branches) {

    /**
     * A condition, or a {@code for}.
     *
     * @param line its line
     * @param ordinal which of those on its line it is, from 0
     * @param held how often the condition held, or the loop ran its block
     * @param other how often it did not
     */
    public record Branch(int line, int ordinal, long held, long other) {

        /** How many of its two outcomes happened. */
        public int outcomes() {
            return (held > 0 ? 1 : 0) + (other > 0 ? 1 : 0);
        }
    }

    /** Copies the collections. */
    public FileCoverage {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
        branches = List.copyOf(branches);
    }

    /** The branches of a line. */
    public List<Branch> branches(int line) {
        return branches.stream().filter(branch -> branch.line() == line).toList();
    }

    /** How many lines ran, of those that could. */
    public Ratio lineRatio() {
        return new Ratio(lines.values().stream().filter(hits -> hits > 0).count(), lines.size());
    }

    /** How many outcomes of branches happened, of those that could. */
    public Ratio branchRatio() {
        return new Ratio(branches.stream().mapToInt(Branch::outcomes).sum(), 2L * branches.size());
    }
}
