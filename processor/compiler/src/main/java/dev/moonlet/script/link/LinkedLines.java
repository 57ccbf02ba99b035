package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.SourceMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where the lines of a linked text come from. */
final class LinkedLines {

    private final Set<Label> ambiguous;
    private final Map<Splice, List<SourceMap.Step>> chains = new HashMap<>();

    private LinkedLines(Set<Label> ambiguous) {
        this.ambiguous = ambiguous;
    }

    /**
     * The map from lines of a linked text to lines of files.
     *
     * @param runs the runs of lines, in ascending order
     * @param ambiguous places that may not be the ones that led to a file when something happens there
     */
    static SourceMap map(List<LinkedText.Run> runs, Set<Label> ambiguous) {
        LinkedLines lines = new LinkedLines(ambiguous);
        return SourceMap.of(runs.stream().map(lines::run).toList());
    }

    private SourceMap.Run run(LinkedText.Run run) {
        SourceMap.Place place = new SourceMap.Place(run.splice().file().file().name(), run.line());
        return new SourceMap.Run(
                run.linkedLine(), place, run.copied(), chains.computeIfAbsent(run.splice(), this::chain));
    }

    private List<SourceMap.Step> chain(Splice splice) {
        List<SourceMap.Step> chain = new ArrayList<>();
        for (Label label : splice.chain()) {
            if (ambiguous.contains(label)) {
                break;
            }
            int line = label.file().line(label.span().start());
            chain.add(new SourceMap.Step(
                    link(label), new SourceMap.Place(label.file().name(), line)));
        }
        return List.copyOf(chain);
    }

    private static SourceMap.Link link(Label label) {
        return Arrays.stream(SourceMap.Link.values())
                .filter(link -> link.toString().equals(label.text()))
                .findFirst()
                .orElseThrow();
    }
}
