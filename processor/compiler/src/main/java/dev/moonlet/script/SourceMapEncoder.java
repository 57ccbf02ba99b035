package dev.moonlet.script;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a source map as {@code dev.moonlet.codegen.SourceMap} of the runtime reads it. The compiler has no runtime, and the
 * runtime has no compiler: a test of the loader, which has both, compares them.
 */
final class SourceMapEncoder {

    private static final char COPIED = '=';
    private static final char WRITTEN = '*';
    private static final char LINE = ':';

    private final Map<String, Integer> files = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    private SourceMapEncoder() {}

    static String encode(Collection<SourceMap.Run> runs) {
        SourceMapEncoder encoder = new SourceMapEncoder();
        runs.forEach(encoder::append);
        return String.join("\n", encoder.files.keySet()) + "\n" + encoder.text;
    }

    private void append(SourceMap.Run run) {
        text.append('\n').append(run.linkedLine()).append(run.copied() ? COPIED : WRITTEN);
        append(run.place());
        for (SourceMap.Step step : run.chain()) {
            text.append(mark(step.link()));
            append(step.place());
        }
    }

    private static char mark(SourceMap.Link link) {
        return switch (link) {
            case INCLUDED -> '<';
            case REQUIRED -> '^';
            case CALLED -> '@';
        };
    }

    private void append(SourceMap.Place place) {
        int next = files.size();
        text.append(files.computeIfAbsent(place.file(), name -> next))
                .append(LINE)
                .append(place.line());
    }
}
