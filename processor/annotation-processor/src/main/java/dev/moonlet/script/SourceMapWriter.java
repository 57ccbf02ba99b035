package dev.moonlet.script;

import dev.moonlet.diagnostic.Label;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes where the lines of a linked script come from, as {@code dev.moonlet.generated.SourceMap} reads it. The text is
 * written here and not there because the compiler runs without the runtime.
 */
final class SourceMapWriter {

    private static final char COPIED = '=';
    private static final char WRITTEN = '*';
    private static final char INCLUDED = '<';
    private static final char REQUIRED = '^';
    private static final char CALLED = '@';
    private static final char LINE = ':';

    private final Set<Label> ambiguous;
    private final Map<String, Integer> files = new LinkedHashMap<>();
    private final Map<Splice, String> chains = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private SourceMapWriter(Set<Label> ambiguous) {
        this.ambiguous = ambiguous;
    }

    /**
     * The map from lines of a linked text to lines of files.
     *
     * @param runs the runs of lines, in ascending order
     * @param ambiguous places that may not be the ones that led to a file when something happens there
     */
    static EncodedSourceMap write(List<LinkedText.Run> runs, Set<Label> ambiguous) {
        SourceMapWriter writer = new SourceMapWriter(ambiguous);
        runs.forEach(writer::append);
        return new EncodedSourceMap(String.join("\n", writer.files.keySet()) + "\n" + writer.text);
    }

    private void append(LinkedText.Run run) {
        text.append('\n')
                .append(run.linkedLine())
                .append(run.copied() ? COPIED : WRITTEN)
                .append(place(run.splice().file().file().name(), run.line()));
        String chain = chains.get(run.splice());
        if (chain == null) {
            chain = chain(run.splice());
            chains.put(run.splice(), chain);
        }
        text.append(chain);
    }

    private String chain(Splice splice) {
        StringBuilder chain = new StringBuilder();
        for (Label label : splice.chain()) {
            if (ambiguous.contains(label)) {
                break;
            }
            chain.append(mark(label))
                    .append(place(
                            label.file().name(), label.file().line(label.span().start())));
        }
        return chain.toString();
    }

    private static char mark(Label label) {
        return switch (label.text()) {
            case Splice.REQUIRED -> REQUIRED;
            case Splice.CALLED -> CALLED;
            default -> INCLUDED;
        };
    }

    private String place(String file, int line) {
        int next = files.size();
        return files.computeIfAbsent(file, name -> next) + String.valueOf(LINE) + line;
    }
}
