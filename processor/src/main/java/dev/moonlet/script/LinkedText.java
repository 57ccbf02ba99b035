package dev.moonlet.script;

import dev.moonlet.generated.SourceMap;
import java.util.ArrayList;
import java.util.List;

/** Lines of a linked script, each with the place it comes from. */
final class LinkedText {

    private final StringBuilder text = new StringBuilder();
    private final List<SourceMap.Run> runs = new ArrayList<>();
    private int lines;

    /** Adds a line. */
    void add(String line, SourceMap.Place place, List<SourceMap.Place> includedFrom) {
        text.append(line).append('\n');
        lines++;
        if (runs.isEmpty() || !continues(runs.get(runs.size() - 1), place, includedFrom)) {
            runs.add(new SourceMap.Run(lines, place, includedFrom));
        }
    }

    private boolean continues(SourceMap.Run run, SourceMap.Place place, List<SourceMap.Place> includedFrom) {
        return run.place().file().equals(place.file())
                && run.place().line() + lines - run.linkedLine() == place.line()
                && run.includedFrom().equals(includedFrom);
    }

    String text() {
        return text.toString();
    }

    SourceMap sourceMap() {
        return SourceMap.of(runs);
    }
}
