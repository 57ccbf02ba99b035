package dev.moonlet.diagnostic;

import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;

/** Summarizes the problems of a file beyond the first ones. */
public final class OmittedProblems {

    /** How many problems of a file are reported, the one that counts the others included: as many as javac reports. */
    public static final int LIMIT = 100;

    private static final String CODE = "too-many-problems";

    private OmittedProblems() {}

    /** Whether a diagnostic summarizes others. */
    public static boolean isSummary(Diagnostic diagnostic) {
        return diagnostic.code().equals(CODE);
    }

    /** The summary of errors of a file, the first of which is at a place. */
    public static Diagnostic errors(int count, SourceFile file, Span first) {
        return summary(Severity.ERROR, number(count, "error"), Optional.of(new Label(file, first, "")));
    }

    /** The summary of some diagnostics of a file, in their order. */
    static Diagnostic of(List<Diagnostic> omitted) {
        int errors = (int)
                omitted.stream().filter(d -> d.severity() == Severity.ERROR).count();
        int warnings = omitted.size() - errors;
        String counts = errors == 0 || warnings == 0
                ? number(omitted.size(), errors == 0 ? "warning" : "error")
                : number(errors, "error") + " and " + number(warnings, "warning");
        Optional<Label> first = omitted.get(0).place().map(place -> new Label(place.file(), place.span(), ""));
        return summary(errors == 0 ? Severity.WARNING : Severity.ERROR, counts, first);
    }

    private static Diagnostic summary(Severity severity, String counts, Optional<Label> first) {
        String where = first.isPresent() ? " of this file" : "";
        return new Diagnostic(
                severity, CODE, counts + where + " left out", first, List.of(), List.of(), List.of(), List.of());
    }

    private static String number(int count, String what) {
        return count + " more " + what + (count == 1 ? "" : "s");
    }
}
