package dev.moonlet.lsp;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What was found in scripts, by the files that it is reported in. Safe for use by several threads. */
final class Findings {

    /**
     * A script that was checked.
     *
     * @param own the directories of its set
     * @param name its name
     */
    private record Checked(Object own, String name) {}

    /** A diagnostic, at a place of a file on the disk. */
    record Finding(Diagnostic diagnostic, SourceFile file, Span span) {}

    private final Map<Checked, Map<Path, List<Finding>>> results = new HashMap<>();

    /** Replaces what was found in a script; returns the files in which that can change what is reported. */
    synchronized Set<Path> put(ScriptSet set, String script, List<Diagnostic> diagnostics) {
        Map<Path, List<Finding>> byFile = new TreeMap<>();
        for (Diagnostic diagnostic : diagnostics) {
            place(set, script, diagnostic).ifPresent(finding -> set.path(finding.file())
                    .ifPresent(path -> byFile.computeIfAbsent(path, file -> new ArrayList<>())
                            .add(finding)));
        }
        Checked checked = new Checked(set.own(), script);
        Map<Path, List<Finding>> before = byFile.isEmpty() ? results.remove(checked) : results.put(checked, byFile);
        Set<Path> files = new HashSet<>(byFile.keySet());
        if (before != null) {
            files.addAll(before.keySet());
        }
        return files;
    }

    /** Forgets what was found in scripts that are not among some; returns the files in which it was reported. */
    synchronized Set<Path> keep(ScriptSet set, Predicate<String> scripts) {
        Set<Path> files = new HashSet<>();
        results.entrySet().removeIf(entry -> {
            boolean gone = entry.getKey().own() == set.own()
                    && !scripts.test(entry.getKey().name());
            if (gone) {
                files.addAll(entry.getValue().keySet());
            }
            return gone;
        });
        return files;
    }

    /** The place of a diagnostic: its own, or where that is in a jar, what led to it; the beginning of the script if it has none. */
    private static Optional<Finding> place(ScriptSet set, String script, Diagnostic diagnostic) {
        return Stream.concat(diagnostic.place().stream(), diagnostic.chain().stream())
                .filter(label -> set.path(label.file()).isPresent())
                .findFirst()
                .map(label -> new Finding(diagnostic, label.file(), label.span()))
                .or(() -> set.file(script).map(file -> new Finding(diagnostic, file.file(), new Span(0, 0))));
    }

    /** What is reported in a file, each once, though several scripts include it. */
    synchronized List<Finding> of(Path file) {
        Map<List<Object>, Finding> found = new LinkedHashMap<>();
        results.values().forEach(byFile -> byFile.getOrDefault(file, List.of())
                .forEach(finding -> found.putIfAbsent(identity(finding), finding)));
        return List.copyOf(found.values());
    }

    private static List<Object> identity(Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        return List.of(
                diagnostic.code(),
                diagnostic.message(),
                finding.span(),
                diagnostic.place().map(Label::text).orElse(""));
    }
}
