package dev.moonlet.generated;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where each line of a linked script comes from: the file, its line there, and the chain of files that led to it.
 *
 * <p>Lines are counted from 1. Immutable and safe for use by several threads. The text is decoded where a line is asked for.
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

    /**
     * A place that leads to a file.
     *
     * @param link how: {@code included from}, {@code required from} or {@code called from}
     * @param place where
     */
    public record Step(String link, Place place) implements Serializable {
        @Override
        public String toString() {
            return link + " " + place;
        }
    }

    /** A run of lines that come from one file. */
    public static final class Run {

        private final int linkedLine;
        private final boolean copied;
        private final List<Step> places;

        private Run(int linkedLine, boolean copied, List<Step> places) {
            this.linkedLine = linkedLine;
            this.copied = copied;
            this.places = places;
        }

        /** Where a line of the run comes from. */
        public Place place(int line) {
            Place first = places.get(0).place();
            return copied ? new Place(first.file(), first.line() + line - linkedLine) : first;
        }

        /** What led to the file, the innermost first. */
        public List<Step> chain() {
            return places.subList(1, places.size());
        }
    }

    private static final char COPIED = '=';
    private static final char WRITTEN = '*';
    private static final Pattern PLACE = Pattern.compile("([=*<^@])(\\d+):(\\d+)");

    private final List<String> files;
    private final List<String> runs;

    private SourceMap(List<String> files, List<String> runs) {
        this.files = files;
        this.runs = runs;
    }

    /**
     * A map from text that the compiler writes: the files, one a line, an empty line, then one run a line, in ascending order:
     * {@code linkedLine=file:line<file:line}, where a file is its index and each step of the chain follows the mark of its
     * link: {@code <} for an include, {@code ^} for a require, <code>@</code> for a call. The lines of a run come from the
     * lines that follow each other in the file; with {@code *} in place of {@code =}, all of them come from one line.
     *
     * @throws IllegalArgumentException if there is no empty line
     */
    public static SourceMap decode(String text) {
        List<String> lines = text.lines().toList();
        int blank = lines.indexOf("");
        if (blank < 0) {
            throw new IllegalArgumentException("not a source map: " + text);
        }
        return new SourceMap(
                lines.subList(0, blank),
                lines.subList(blank + 1, lines.size()).stream()
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    /** The run that holds a line of the linked text; empty where the map doesn't reach. */
    public Optional<Run> run(int linkedLine) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (linkedLine(runs.get(middle)) <= linkedLine) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(decodeRun(runs.get(low - 1)));
    }

    private static int linkedLine(String run) {
        return Integer.parseInt(run, 0, endOfLine(run), 10);
    }

    private static int endOfLine(String run) {
        int end = 0;
        while (run.charAt(end) != COPIED && run.charAt(end) != WRITTEN) {
            end++;
        }
        return end;
    }

    private Run decodeRun(String run) {
        List<Step> places = new ArrayList<>();
        Matcher place = PLACE.matcher(run);
        while (place.find()) {
            String file = files.get(Integer.parseInt(place.group(2)));
            places.add(new Step(link(place.group(1)), new Place(file, Integer.parseInt(place.group(3)))));
        }
        return new Run(linkedLine(run), run.charAt(endOfLine(run)) == COPIED, places);
    }

    private static String link(String mark) {
        return mark.equals("^") ? "required from" : mark.equals("@") ? "called from" : "included from";
    }

    /** The line of a file that a line of the linked text comes from; empty where the map doesn't reach. */
    public Optional<Place> place(int linkedLine) {
        return run(linkedLine).map(run -> run.place(linkedLine));
    }
}
