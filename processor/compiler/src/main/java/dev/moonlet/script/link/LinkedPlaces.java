package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Fix;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.lua.Comment;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Where the places of a linked text are in the files that it was linked from. Immutable. */
public final class LinkedPlaces {

    private final SourceFile linked;
    private final NavigableMap<Integer, LinkedText.Run> runs = new TreeMap<>();
    private final Map<String, ParsedFile> files = new HashMap<>();

    LinkedPlaces(SourceFile linked, List<LinkedText.Run> runs) {
        this.linked = linked;
        for (LinkedText.Run run : runs) {
            this.runs.put(run.linkedLine(), run);
            ParsedFile file = run.splice().file();
            files.putIfAbsent(file.file().name(), file);
        }
    }

    /** The linked text. */
    SourceFile linked() {
        return linked;
    }

    private LinkedText.Run run(int line) {
        Map.Entry<Integer, LinkedText.Run> found = runs.floorEntry(line);
        return (found == null ? runs.firstEntry() : found).getValue();
    }

    private LinkedText.Run runAt(int offset) {
        return run(linked.line(offset));
    }

    /** The name of the file that an offset of the linked text comes from; empty if it comes from none. */
    public String file(int offset) {
        return runs.isEmpty() ? "" : runAt(offset).splice().file().file().name();
    }

    /** Whether two offsets of the linked text come from the same line of a file, which is then spliced twice. */
    public boolean isSameLine(int a, int b) {
        int lineA = linked.line(a);
        int lineB = linked.line(b);
        return file(a).equals(file(b)) && run(lineA).line(lineA) == run(lineB).line(lineB);
    }

    /** Whether an offset of the linked text comes from a file that declares a name for those that include it. */
    public boolean isOffered(int offset, String name) {
        if (runs.isEmpty()) {
            return false;
        }
        Splice splice = runAt(offset).splice();
        return splice.isIncluded() && splice.file().outline().declares(name);
    }

    /** Whether an offset of the linked text is on a line that is copied from a file. */
    public boolean isCopied(int offset) {
        if (runs.isEmpty()) {
            return false;
        }
        LinkedText.Run run = runAt(offset);
        return run.copied() && !run.splice().file().directivesByLine().containsKey(run.line(linked.line(offset)));
    }

    /** Whether an offset of the linked text is on a line that comes neither from a line of a file nor from a directive. */
    public boolean isGenerated(int offset) {
        return runs.isEmpty() || !runAt(offset).copied();
    }

    /** A diagnostic of the linked text, at the places of the files that they come from. */
    public Diagnostic translated(Diagnostic diagnostic) {
        if (diagnostic.place().isEmpty() || runs.isEmpty()) {
            return diagnostic;
        }
        Label place = diagnostic.place().get();
        return new Diagnostic(
                diagnostic.severity(),
                diagnostic.code(),
                diagnostic.message(),
                Optional.of(translated(place)),
                diagnostic.related().stream().map(this::translated).toList(),
                diagnostic.notes(),
                runAt(place.span().start()).splice().chain(),
                diagnostic.fixes().stream()
                        .flatMap(fix -> translated(fix).stream())
                        .toList());
    }

    /** A fix of the linked text as one of the files; empty if it would change what no file holds as it is. */
    private Optional<Fix> translated(Fix fix) {
        List<Fix.Edit> edits = new ArrayList<>();
        for (Fix.Edit edit : fix.edits()) {
            Optional<Fix.Edit> translated = translated(edit);
            if (translated.isEmpty()) {
                return Optional.empty();
            }
            edits.add(translated.get());
        }
        return Optional.of(new Fix(fix.title(), edits));
    }

    private Optional<Fix.Edit> translated(Fix.Edit edit) {
        if (edit.file() != linked) {
            return Optional.of(edit);
        }
        if (!isCopied(edit.span().start())) {
            return Optional.empty();
        }
        Label start = source(new Span(edit.span().start(), edit.span().start()));
        Label end = source(new Span(edit.span().end(), edit.span().end()));
        int from = start.span().start();
        int to = end.span().start();
        boolean same = start.file() == end.file()
                && from <= to
                && start.file().text(new Span(from, to)).equals(linked.text(edit.span()));
        return same ? Optional.of(new Fix.Edit(start.file(), new Span(from, to), edit.text())) : Optional.empty();
    }

    /** The offset of the linked text that a place of a file has become, the first if the file is spliced several times. */
    public OptionalInt linked(String file, int offset) {
        for (LinkedText.Run run : runs.values()) {
            SourceFile source = run.splice().file().file();
            if (!run.copied() || !source.name().equals(file)) {
                continue;
            }
            int line = source.line(Math.min(offset, source.text().length()));
            int linkedLine = run.linkedLine() + line - run.line();
            if (line < run.line() || linkedLine > lastLine(run)) {
                continue;
            }
            int column = offset - source.lineStart(line);
            int start = linked.lineStart(linkedLine);
            if (start + column <= linked.lineEnd(linkedLine)) {
                return OptionalInt.of(start + column);
            }
        }
        return OptionalInt.empty();
    }

    private int lastLine(LinkedText.Run run) {
        Integer next = runs.higherKey(run.linkedLine());
        return next == null ? linked.lineCount() : next - 1;
    }

    /** The place that a span of the linked text comes from. */
    public Label source(Span span) {
        return translated(new Label(linked, span, ""));
    }

    private Label translated(Label label) {
        int start = label.span().start();
        int linkedLine = linked.line(start);
        LinkedText.Run run = run(linkedLine);
        SourceFile file = run.splice().file().file();
        int line = run.line(linkedLine);
        Span span = isCopied(start)
                ? copied(file, line, start - linked.lineStart(linkedLine), length(label.span()))
                : new Span(file.lineStart(line), file.lineEnd(line));
        return new Label(file, span, label.text());
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
        ParsedFile parsed = files.get(file.name());
        return parsed == null ? List.of() : parsed.chunk().comments();
    }

    /** The texts of the comments of the script's main file. */
    public List<String> ownComments() {
        return Optional.ofNullable(files.get(linked.name())).stream()
                .flatMap(parsed -> parsed.chunk().comments().stream()
                        .map(comment -> parsed.file().text(comment.span())))
                .toList();
    }
}
