package dev.moonlet.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects diagnostics, each once. Not safe for use by several threads. */
public final class Diagnostics {

    private static final Comparator<Diagnostic> BY_PLACE = Comparator.<Diagnostic, String>comparing(
                    d -> d.place().map(label -> label.file().path()).orElse(""))
            .thenComparing(d -> d.place().map(label -> label.span().start()).orElse(0));

    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

    /** None yet. */
    public Diagnostics() {}

    /** Adds one. */
    public void add(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    /** Adds all of another collection. */
    public void addAll(Diagnostics others) {
        diagnostics.addAll(others.diagnostics);
    }

    /** Whether there is an error among them. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    /** All of them by file and place, those without a place first. */
    public List<Diagnostic> sorted() {
        List<Diagnostic> sorted = new ArrayList<>(diagnostics);
        sorted.sort(BY_PLACE);
        return List.copyOf(sorted);
    }
}
