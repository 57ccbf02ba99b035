package dev.moonlet.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where each line of a linked script comes from: the file, its line there, and the chain of files that included it.
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

    /**
     * A run of lines that come from one file.
     *
     * @param linkedLine the first line of the run in the linked text, from 1
     * @param place where that line comes from
     * @param copied whether the lines after it are those after the place, as in what was copied from a file; else all
     *     of them were written for the sake of that one place
     * @param includedFrom the includes that led there, the innermost first
     */
    public record Run(int linkedLine, Place place, boolean copied, List<Place> includedFrom) {
        /** Copies the chain. */
        public Run {
            includedFrom = List.copyOf(includedFrom);
        }

        /** Where a line of the run comes from. */
        public Place place(int line) {
            return copied ? new Place(place.file(), place.line() + line - linkedLine) : place;
        }
    }

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
        Run found = null;
        for (Run run : runs) {
            if (run.linkedLine() > linkedLine) {
                break;
            }
            found = run;
        }
        return Optional.ofNullable(found);
    }

    /** The line of a file that a line of the linked text comes from; empty where the map doesn't reach. */
    public Optional<Place> place(int linkedLine) {
        return run(linkedLine).map(run -> run.place(linkedLine));
    }

    /**
     * The map as text, one run a line: {@code linkedLine=file:line<file:line}, the chain behind {@code <}; for a run that
     * was not copied, {@code *} instead of {@code =}. {@link #decode} reads it.
     */
    public String encode() {
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            text.append(run.linkedLine()).append(run.copied() ? '=' : '*').append(run.place());
            run.includedFrom().forEach(place -> text.append('<').append(place));
        }
        return text.toString();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static SourceMap decode(String text) {
        List<Run> runs = new ArrayList<>();
        text.lines().forEach(line -> runs.add(decodeRun(line)));
        return new SourceMap(runs);
    }

    private static Run decodeRun(String text) {
        int sign = 0;
        while (sign < text.length() && Character.isDigit(text.charAt(sign))) {
            sign++;
        }
        if (sign == 0 || sign == text.length()) {
            throw new IllegalArgumentException("not a run of a source map: " + text);
        }
        List<Place> places = new ArrayList<>();
        int start = sign + 1;
        while (start <= text.length()) {
            int next = text.indexOf('<', start);
            int end = next < 0 ? text.length() : next;
            places.add(decodePlace(text.substring(start, end)));
            start = end + 1;
        }
        int linkedLine = Integer.parseInt(text, 0, sign, 10);
        boolean copied = text.charAt(sign) == '=';
        return new Run(linkedLine, places.get(0), copied, places.subList(1, places.size()));
    }

    private static Place decodePlace(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a place in a source map: " + text);
        }
        return new Place(text.substring(0, colon), Integer.parseInt(text, colon + 1, text.length(), 10));
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
        return encode();
    }
}
