package dev.moonlet.script;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where each line of a linked script comes from: the file, its line there, and the chain of files that led to it.
 *
 * <p>Lines are counted from 1. Immutable and safe for use by several threads.
 */
public final class SourceMap {

    /**
     * A line of a file.
     *
     * @param file the file's path below its script root, for example {@code lib/clock.lua}
     * @param line the line, from 1
     */
    public record Place(String file, int line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** How one file leads to another. */
    public enum Link {
        /** By {@code @include}. */
        INCLUDED("included from"),
        /** By {@code require}. */
        REQUIRED("required from"),
        /** By {@code CALL}. */
        CALLED("called from");

        private final String text;

        Link(String text) {
            this.text = text;
        }

        /** The words for it, for example {@code included from}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A place that leads to a file.
     *
     * @param link how
     * @param place where
     */
    public record Step(Link link, Place place) {
        @Override
        public String toString() {
            return link + " " + place;
        }
    }

    /**
     * A run of lines that come from one file.
     *
     * @param linkedLine the first line of the run in the linked text, from 1
     * @param place where that line comes from
     * @param copied whether the lines after it are those after the place, as in what was copied from a file; else all
     *     of them were written for the sake of that one place
     * @param chain what led to the file, the innermost first
     */
    public record Run(int linkedLine, Place place, boolean copied, List<Step> chain) {
        /** Copies the chain. */
        public Run {
            chain = List.copyOf(chain);
        }

        /** Where a line of the run comes from. */
        public Place place(int line) {
            return copied ? new Place(place.file(), place.line() + line - linkedLine) : place;
        }
    }

    private final NavigableMap<Integer, Run> runs = new TreeMap<>();

    private SourceMap(List<Run> runs) {
        runs.forEach(run -> this.runs.put(run.linkedLine(), run));
    }

    /** A map of runs. */
    public static SourceMap of(List<Run> runs) {
        return new SourceMap(runs);
    }

    /** The run that holds a line of the linked text; empty where the map doesn't reach. */
    public Optional<Run> run(int linkedLine) {
        return Optional.ofNullable(runs.floorEntry(linkedLine)).map(Map.Entry::getValue);
    }

    /** The line of a file that a line of the linked text comes from; empty where the map doesn't reach. */
    public Optional<Place> place(int linkedLine) {
        return run(linkedLine).map(run -> run.place(linkedLine));
    }

    /**
     * This map as text, as the runtime reads it: the files, one a line, an empty line, then one run a line:
     * {@code linkedLine=file:line<file:line}, where a file is its index and each step of the chain follows the mark of its
     * link: {@code <} for an include, {@code ^} for a require, <code>@</code> for a call. For a run that was not copied,
     * {@code *} replaces {@code =}.
     */
    public String encoded() {
        return SourceMapEncoder.encode(runs.values());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceMap map && runs.equals(map.runs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(runs);
    }

    @Override
    public String toString() {
        return runs.values().toString();
    }
}
