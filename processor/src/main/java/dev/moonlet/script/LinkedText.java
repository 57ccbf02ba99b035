package dev.moonlet.script;

import dev.moonlet.generated.SourceMap;
import java.util.ArrayList;
import java.util.List;

/** Lines of a linked script, each with the place it comes from. */
final class LinkedText {

    private final StringBuilder text = new StringBuilder();
    private final List<SourceMap.Run> runs = new ArrayList<>();
    private int lines;

    /** Adds a line that is copied from a file, or stands for one of its lines. */
    void addCopied(String line, SourceMap.Place place, List<SourceMap.Place> includedFrom) {
        add(line, place, true, includedFrom);
    }

    /** Adds a line that was written for the sake of a place in a file. */
    void addWritten(String line, SourceMap.Place place) {
        add(line, place, false, List.of());
    }

    private void add(String line, SourceMap.Place place, boolean copied, List<SourceMap.Place> includedFrom) {
        text.append(line).append('\n');
        lines++;
        boolean continues = false;
        if (!runs.isEmpty()) {
            SourceMap.Run last = runs.get(runs.size() - 1);
            continues = last.copied() == copied
                    && last.place(lines).equals(place)
                    && last.includedFrom().equals(includedFrom);
        }
        if (!continues) {
            runs.add(new SourceMap.Run(lines, place, copied, includedFrom));
        }
    }

    String text() {
        return text.toString();
    }

    SourceMap sourceMap() {
        return SourceMap.of(runs);
    }
}
