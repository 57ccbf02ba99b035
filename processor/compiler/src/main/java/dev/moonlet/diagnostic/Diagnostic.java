package dev.moonlet.diagnostic;

import dev.moonlet.source.Printable;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param severity how much it weighs
 * @param code its permanent name, in kebab case
 * @param message the fact, in lower case, quoting the name at fault
 * @param place where it is, with one hint beside the mark; empty for what has no place in a file
 * @param related other places that belong to it
 * @param notes lines that explain it further
 * @param chain what led to the file, the innermost first: labels such as {@code included from} at their places
 * @param fixes changes that repair it, the likeliest first; may be empty
 */
public record Diagnostic(
        Severity severity,
        String code,
        String message,
        Optional<Label> place,
        List<Label> related,
        List<String> notes,
        List<Label> chain,
        List<Fix> fixes) {

    /** A message that quotes more than this is cut. */
    private static final int LONGEST = 4_000;

    /** Copies the lists, and makes the texts printable lines. */
    public Diagnostic {
        message = printable(message);
        related = List.copyOf(related);
        notes = notes.stream().map(Diagnostic::printable).toList();
        chain = List.copyOf(chain);
        fixes = List.copyOf(fixes);
    }

    /** A text as one line that can be shown anywhere, cut if it is longer than a person reads. */
    static String printable(String text) {
        return Printable.line(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }

    /** An error that has no place in a file. */
    public static Diagnostic error(String code, String message) {
        return new Diagnostic(
                Severity.ERROR, code, message, Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    /** An error at a place. */
    public static Diagnostic error(String code, String message, SourceFile file, Span span) {
        return error(code, message).at(file, span);
    }

    /** A warning at a place. */
    public static Diagnostic warning(String code, String message, SourceFile file, Span span) {
        return new Diagnostic(
                Severity.WARNING,
                code,
                message,
                Optional.of(new Label(file, span, "")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** This one, but for how much it weighs. */
    public Diagnostic as(Severity other) {
        return new Diagnostic(other, code, message, place, related, notes, chain, fixes);
    }

    /** This one, at a place. */
    public Diagnostic at(SourceFile file, Span span) {
        return new Diagnostic(
                severity, code, message, Optional.of(new Label(file, span, "")), related, notes, chain, fixes);
    }

    /** This one, with a hint: beside the mark where there is one, else as a note. */
    public Diagnostic hint(String hint) {
        if (place.isEmpty()) {
            return note(hint);
        }
        Label label = place.get();
        return new Diagnostic(
                severity,
                code,
                message,
                Optional.of(new Label(label.file(), label.span(), hint)),
                related,
                notes,
                chain,
                fixes);
    }

    /** This one, with a hint if there is one. */
    public Diagnostic hint(Optional<String> hint) {
        return hint.map(this::hint).orElse(this);
    }

    /** This one, with another place that belongs to it. */
    public Diagnostic related(SourceFile file, Span span, String text) {
        List<Label> labels = new ArrayList<>(related);
        labels.add(new Label(file, span, text));
        return new Diagnostic(severity, code, message, place, labels, notes, chain, fixes);
    }

    /** This one, with a line that explains it further. */
    public Diagnostic note(String note) {
        List<String> lines = new ArrayList<>(notes);
        lines.add(note);
        return new Diagnostic(severity, code, message, place, related, lines, chain, fixes);
    }

    /** This one, with a line that explains it further if there is one. */
    public Diagnostic note(Optional<String> note) {
        return note.map(this::note).orElse(this);
    }

    /** This one, in a file that a chain led to, the innermost first. */
    public Diagnostic reachedBy(List<Label> chain) {
        return new Diagnostic(severity, code, message, place, related, notes, chain, fixes);
    }

    /** This one, with a change that repairs it. */
    public Diagnostic fix(Fix fix) {
        List<Fix> all = new ArrayList<>(fixes);
        all.add(fix);
        return new Diagnostic(severity, code, message, place, related, notes, chain, all);
    }

    /** This one, with a change of the same file that repairs it; unchanged if it has no place. */
    public Diagnostic fix(String title, Span span, String text) {
        return place.map(label -> fix(Fix.replace(title, label.file(), span, text)))
                .orElse(this);
    }

    /** This one, with the change of a misspelt word to the one that is meant, if that is known. */
    public Diagnostic meant(Span misspelt, Optional<String> word) {
        return word.map(text -> fix("change to " + text, misspelt, text)).orElse(this);
    }
}
