package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.generated.SourceMap;
import dev.moonlet.lua.Comment;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the places of a linked text are in the files that it was linked from. */
public final class LinkedPlaces {

    private final SourceFile linked;
    private final SourceMap sourceMap;
    private final Map<String, Splice> splices = new HashMap<>();
    private final Map<String, Set<Integer>> directiveLines = new HashMap<>();

    LinkedPlaces(SourceFile linked, SourceMap sourceMap, Splice main) {
        this.linked = linked;
        this.sourceMap = sourceMap;
        index(main);
    }

    private void index(Splice splice) {
        String name = splice.file().file().name();
        if (splices.putIfAbsent(name, splice) == null) {
            directiveLines.put(name, Set.copyOf(splice.file().directivesByLine().keySet()));
        }
        splice.includes().values().forEach(splices -> splices.forEach(this::index));
    }

    /** The linked text. */
    SourceFile linked() {
        return linked;
    }

    /** The name of the file that an offset of the linked text comes from; empty if it comes from none. */
    public String file(int offset) {
        return sourceMap.place(linked.line(offset)).map(SourceMap.Place::file).orElse("");
    }

    /** Whether an offset of the linked text stands on a line that somebody wrote so. */
    public boolean isCopied(int offset) {
        int line = linked.line(offset);
        return sourceMap.run(line).filter(SourceMap.Run::copied).isPresent()
                && source(line).filter(this::isDirective).isEmpty();
    }

    /** Whether the linked text is wrapped in a function, which encodes its result. */
    public boolean isWrapped() {
        int first = linked.text().startsWith("#!") ? 2 : 1;
        return first <= linked.lineCount()
                && linked.lineText(first).equals(ResultEncoder.OPENING)
                && sourceMap.run(first).filter(run -> !run.copied()).isPresent();
    }

    private boolean isDirective(SourceMap.Place place) {
        return directiveLines.getOrDefault(place.file(), Set.of()).contains(place.line());
    }

    private Optional<SourceMap.Place> source(int linkedLine) {
        return sourceMap.place(linkedLine);
    }

    /** A diagnostic of the linked text, at the places of the files that they come from. */
    public Diagnostic translated(Diagnostic diagnostic) {
        Optional<Label> place = diagnostic.place().flatMap(this::translated);
        if (place.isEmpty()) {
            return diagnostic;
        }
        Diagnostic result = new Diagnostic(
                diagnostic.severity(),
                diagnostic.code(),
                diagnostic.message(),
                place,
                diagnostic.related().stream()
                        .map(this::translated)
                        .flatMap(Optional::stream)
                        .toList(),
                diagnostic.notes(),
                List.of());
        return result.includedFrom(splice(place.get()).includedFrom());
    }

    private Splice splice(Label place) {
        Splice splice = splices.get(place.file().name());
        if (splice == null) {
            throw new IllegalStateException("not a file of this script: " + place.file());
        }
        return splice;
    }

    private Optional<Label> translated(Label label) {
        int line = linked.line(label.span().start());
        Optional<SourceMap.Place> place = source(line);
        Splice splice = place.map(found -> splices.get(found.file())).orElse(null);
        if (splice == null) {
            return Optional.empty();
        }
        SourceFile file = splice.file().file();
        int sourceLine = place.get().line();
        Span span = isCopied(label.span().start())
                ? copied(file, sourceLine, label.span().start() - linked.lineStart(line), length(label.span()))
                : new Span(file.lineStart(sourceLine), file.lineEnd(sourceLine));
        return Optional.of(new Label(file, span, label.text()));
    }

    private static int length(Span span) {
        return span.end() - span.start();
    }

    private static Span copied(SourceFile file, int line, int column, int length) {
        int start = Math.min(file.lineStart(line) + column, file.lineEnd(line));
        return new Span(start, Math.min(start + length, Math.max(start, file.lineEnd(line))));
    }

    /** The comments of a file that the script was linked from. */
    public List<Comment> comments(SourceFile file) {
        Splice splice = splices.get(file.name());
        return splice == null ? List.of() : splice.file().chunk().comments();
    }
}
