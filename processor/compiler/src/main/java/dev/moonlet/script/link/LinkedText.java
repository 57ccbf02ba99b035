package dev.moonlet.script.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of a linked script, each with the place it comes from, up to a number of bytes. */
final class LinkedText {

    /**
     * Lines that come from one splice.
     *
     * @param linkedLine the first of them in the linked text, from 1
     * @param splice the splice
     * @param line where the first of them comes from
     * @param copied whether those after it come from the lines after that one; else all are written for its sake
     */
    record Run(int linkedLine, Splice splice, int line, boolean copied) {

        /** The line of the file that a linked line of the run comes from. */
        int line(int number) {
            return copied ? line + number - linkedLine : line;
        }
    }

    private final int maxSize;
    private final StringBuilder text = new StringBuilder();
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private long size;
    private int lines;

    LinkedText(int maxSize) {
        this.maxSize = maxSize;
    }

    /** Adds a line that is copied from a file, or replaces one of its lines. */
    void addCopied(String line, Splice splice, int number) {
        add(line, splice, number, true);
    }

    /** Adds a line that was written for the sake of a line of a file. */
    void addWritten(String line, Splice splice, int number) {
        add(line, splice, number, false);
    }

    private void add(String line, Splice splice, int number, boolean copied) {
        int bytes = line.getBytes(StandardCharsets.UTF_8).length + 1;
        size += bytes;
        sizes.merge(splice.file().file().path(), (long) bytes, Long::sum);
        if (isTooLarge()) {
            return;
        }
        text.append(line).append('\n');
        lines++;
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        boolean continues =
                last != null && last.copied() == copied && last.splice().equals(splice) && last.line(lines) == number;
        if (!continues) {
            runs.add(new Run(lines, splice, number, copied));
        }
    }

    /** How many lines there are. */
    int lineCount() {
        return lines;
    }

    /** Whether lines were left out because there are too many of them. */
    boolean isTooLarge() {
        return size > maxSize;
    }

    /** The bytes that came from each file, by its path. */
    Map<String, Long> sizes() {
        return Map.copyOf(sizes);
    }

    String text() {
        return text.toString();
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }
}
