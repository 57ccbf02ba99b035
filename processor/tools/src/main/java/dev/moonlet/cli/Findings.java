package dev.moonlet.cli;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.source.SourceFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What checks find, each once, and in which files. */
final class Findings {

    private final Map<List<Object>, Diagnostic> found = new LinkedHashMap<>();
    private final Map<SourceFile, Path> files = new HashMap<>();
    private final Map<Diagnostic, Path> scriptFiles = new HashMap<>();
    private int scripts;

    /** Checks those of some scripts that are meant, or that use what is meant. */
    void check(ProjectOptions.Scripts project, Predicate<String> isMeant) {
        check(project, project.names(), isMeant);
    }

    /** Checks a script that is a text, and those that use it. */
    void check(ProjectOptions.Text text) {
        Set<String> names = new HashSet<>(text.scripts().names());
        names.add(text.name());
        check(text.scripts(), names, text.name()::equals);
    }

    private void check(ProjectOptions.Scripts project, Collection<String> names, Predicate<String> isMeant) {
        for (Map.Entry<String, Set<String>> entry :
                project.all().entryPoints(names).entrySet()) {
            if (entry.getValue().stream().noneMatch(isMeant)) {
                continue;
            }
            scripts++;
            Diagnostics diagnostics = new Diagnostics();
            compiled(project, entry.getKey(), diagnostics).forEach(script -> ScriptChecker.check(script, diagnostics));
            diagnostics.sorted().stream()
                    .filter(diagnostic -> isSaidOf(diagnostic, isMeant))
                    .forEach(diagnostic ->
                            add(diagnostic, entry.getKey(), project.all().roots()));
        }
        project.all().listingProblems().forEach(problem -> found.putIfAbsent(identity(problem), problem));
    }

    /** A script, or the functions of a library. */
    private static List<LoadedScript> compiled(ProjectOptions.Scripts project, String name, Diagnostics diagnostics) {
        return project.all().isLibrary(name)
                ? project.all().compileFunctions(name, diagnostics)
                : project.all().compile(name, diagnostics).stream().toList();
    }

    private void add(Diagnostic diagnostic, String script, ScriptRoots roots) {
        if (found.putIfAbsent(identity(diagnostic), diagnostic) == null) {
            labels(diagnostic).map(Label::file).forEach(file -> roots.path(ScriptName.of(file.name()))
                    .ifPresent(path -> files.put(file, path)));
            roots.path(script).ifPresent(path -> scriptFiles.put(diagnostic, path));
        }
    }

    private static Stream<Label> labels(Diagnostic diagnostic) {
        return Stream.of(diagnostic.place().stream(), diagnostic.related().stream(), diagnostic.chain().stream())
                .flatMap(labels -> labels);
    }

    /** Whether a diagnostic has to do with files that are meant: it is in one, belongs to one, or one of them led to it. */
    private static boolean isSaidOf(Diagnostic diagnostic, Predicate<String> isMeant) {
        return diagnostic.place().isEmpty()
                || labels(diagnostic)
                        .anyMatch(
                                label -> isMeant.test(ScriptName.of(label.file().name())));
    }

    /** A diagnostic about an included file is reported once, whatever leads to it. */
    private static List<Object> identity(Diagnostic diagnostic) {
        return List.of(
                diagnostic.code(),
                diagnostic.message(),
                diagnostic.place().map(Label::place).orElse(""));
    }

    /** How many scripts were checked. */
    int scripts() {
        return scripts;
    }

    /** What was found, by file and place. */
    List<Diagnostic> sorted() {
        Diagnostics all = new Diagnostics();
        found.values().forEach(all::add);
        return all.sorted();
    }

    /** Where a file is on the disk; empty if it is somewhere else. */
    Optional<Path> path(SourceFile file) {
        return Optional.ofNullable(files.get(file));
    }

    /** The file of the script in which something was found that has no place, or whose place is not on the disk. */
    Optional<Path> scriptFile(Diagnostic diagnostic) {
        return Optional.ofNullable(scriptFiles.get(diagnostic));
    }
}
