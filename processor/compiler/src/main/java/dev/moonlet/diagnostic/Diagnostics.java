package dev.moonlet.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects diagnostics, each once. Not safe for use by several threads. */
public final class Diagnostics {

    private static final Comparator<Diagnostic> BY_PLACE = Comparator.<Diagnostic, String>comparing(Diagnostics::path)
            .thenComparing(d -> d.place().map(label -> label.span().start()).orElse(0));

    private static String path(Diagnostic diagnostic) {
        return diagnostic.place().map(label -> label.file().path()).orElse("");
    }

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

    /**
     * All of them by file and place, those without a place first. A file has at most {@value OmittedProblems#LIMIT}: the
     * first errors, then the first warnings, and one that counts those left out.
     */
    public List<Diagnostic> sorted() {
        Map<String, List<Diagnostic>> files = new LinkedHashMap<>();
        diagnostics.stream().sorted(BY_PLACE).forEach(diagnostic -> files.computeIfAbsent(
                        path(diagnostic), path -> new ArrayList<>())
                .add(diagnostic));
        return files.values().stream().flatMap(found -> capped(found).stream()).toList();
    }

    private static List<Diagnostic> capped(List<Diagnostic> found) {
        if (found.size() <= OmittedProblems.LIMIT) {
            return found;
        }
        List<Diagnostic> shown = found.stream()
                .filter(diagnostic -> !OmittedProblems.isSummary(diagnostic))
                .sorted(Comparator.comparing(Diagnostic::severity))
                .limit(OmittedProblems.LIMIT - 1)
                .collect(Collectors.toCollection(ArrayList::new));
        Set<Diagnostic> kept = new HashSet<>(shown);
        List<Diagnostic> omitted = new ArrayList<>();
        for (Diagnostic diagnostic : found) {
            if (OmittedProblems.isSummary(diagnostic)) {
                shown.add(diagnostic);
            } else if (!kept.contains(diagnostic)) {
                omitted.add(diagnostic);
            }
        }
        shown.sort(BY_PLACE);
        if (!omitted.isEmpty()) {
            shown.add(OmittedProblems.of(omitted));
        }
        return shown;
    }
}
