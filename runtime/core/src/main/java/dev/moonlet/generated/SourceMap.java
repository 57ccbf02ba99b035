package dev.moonlet.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
    public record Place(String file, int line) implements Serializable {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** How one file leads to another. */
    public enum Link {
        /** By {@code @include}. */
        INCLUDED("included from", '<'),
        /** By {@code require}. */
        REQUIRED("required from", '^'),
        /** By {@code CALL}. */
        CALLED("called from", '@');

        private final String text;
        private final char mark;

        Link(String text, char mark) {
            this.text = text;
            this.mark = mark;
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
    public record Step(Link link, Place place) implements Serializable {
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

    private static final char COPIED = '=';
    private static final char WRITTEN = '*';
    private static final char LINE = ':';

    private final List<Run> runs;

    private SourceMap(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    /** A map of runs in ascending order of their linked line. */
    public static SourceMap of(List<Run> runs) {
        return new SourceMap(runs);
    }

    /** The run that holds a line of the linked text; empty where the map doesn't reach. */
    public Optional<Run> run(int linkedLine) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs.get(middle).linkedLine() <= linkedLine) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(runs.get(low - 1));
    }

    /** The line of a file that a line of the linked text comes from; empty where the map doesn't reach. */
    public Optional<Place> place(int linkedLine) {
        return run(linkedLine).map(run -> run.place(linkedLine));
    }

    /**
     * Reads a map from text: the files, one a line, an empty line, then one run a line: {@code linkedLine=file:line<file:line},
     * where a file is its index and each step of the chain follows the mark of its link: {@code <} for an include,
     * {@code ^} for a require, <code>@</code> for a call. For a run that was not copied, {@code *} replaces {@code =}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static SourceMap decode(String text) {
        List<String> lines = text.lines().toList();
        int blank = lines.indexOf("");
        if (blank < 0) {
            throw new IllegalArgumentException("not a source map: " + text);
        }
        List<String> files = lines.subList(0, blank);
        return new SourceMap(lines.subList(blank + 1, lines.size()).stream()
                .filter(line -> !line.isEmpty())
                .map(line -> new Cursor(line).run(files))
                .toList());
    }

    /** Reads one run. */
    private static final class Cursor {

        private final String text;
        private int next;

        Cursor(String text) {
            this.text = text;
        }

        Run run(List<String> files) {
            int linkedLine = number();
            boolean copied = accept(COPIED);
            if (!copied) {
                expect(WRITTEN);
            }
            Place place = place(files);
            List<Step> chain = new ArrayList<>();
            while (next < text.length()) {
                chain.add(new Step(link(), place(files)));
            }
            return new Run(linkedLine, place, copied, chain);
        }

        private Link link() {
            for (Link link : Link.values()) {
                if (accept(link.mark)) {
                    return link;
                }
            }
            throw invalid();
        }

        private Place place(List<String> files) {
            int file = number();
            expect(LINE);
            int line = number();
            if (file >= files.size()) {
                throw invalid();
            }
            return new Place(files.get(file), line);
        }

        private int number() {
            int start = next;
            while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
                next++;
            }
            if (start == next) {
                throw invalid();
            }
            return Integer.parseInt(text, start, next, 10);
        }

        private boolean accept(char c) {
            boolean found = next < text.length() && text.charAt(next) == c;
            next += found ? 1 : 0;
            return found;
        }

        private void expect(char c) {
            if (!accept(c)) {
                throw invalid();
            }
        }

        private IllegalArgumentException invalid() {
            return new IllegalArgumentException("not a run of a source map: " + text);
        }
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
        return runs.toString();
    }
}
