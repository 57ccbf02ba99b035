package dev.moonlet.cli;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.script.ScriptName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet check} */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with scripts, as the compiler would.",
            "",
            "A file that others include or require is checked where it is used, and not as a script by itself. The exit"
                    + " status is 1 if there is an error."
        })
final class CheckCommand implements Callable<Integer> {

    /** How what was found is written. */
    enum Format {
        /** For people. */
        TEXT,
        /** A JSON array of objects. */
        JSON,
        /** SARIF 2.1.0. */
        SARIF
    }

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Files, or directories of scripts; all scripts of the project if none is given.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "text, json or sarif; text if not given.")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "The exit status is 1 for warnings too.")
    private boolean strict;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CheckCommand() {}

    @Override
    public Integer call() {
        Map<List<Object>, Diagnostic> found = new LinkedHashMap<>();
        int scripts = 0;
        List<Path> outside = new ArrayList<>();
        for (Path path : paths) {
            checkPath(path);
        }
        List<ProjectOptions.Scripts> projects = isProjectMeant() ? project.all(false) : List.of();
        for (ProjectOptions.Scripts part : projects) {
            List<Path> inside = paths.stream().filter(path -> isIn(path, part)).toList();
            if (paths.isEmpty() || !inside.isEmpty()) {
                scripts += check(part, inside, found);
            }
        }
        for (Path path : paths) {
            if (projects.stream().noneMatch(part -> isIn(path, part))) {
                outside.add(path);
            }
        }
        for (Path path : outside) {
            scripts += check(project.around(path, false), List.of(path), found);
        }
        List<Diagnostic> sorted = sorted(found.values());
        Report report =
                switch (format) {
                    case TEXT -> new TextReport(Ansi.AUTO.enabled(), scripts);
                    case JSON -> new JsonReport();
                    case SARIF -> new SarifReport();
                };
        spec.commandLine().getOut().println(report.write(sorted));
        boolean failed = sorted.stream().anyMatch(d -> strict || d.severity() == Severity.ERROR);
        return failed ? 1 : 0;
    }

    private static void checkPath(Path path) {
        if (!Files.exists(path)) {
            throw new UsageException("there is no file or directory " + path);
        }
        if (!Files.isDirectory(path) && !path.toString().endsWith(".lua")) {
            throw new UsageException(path + " is no .lua file");
        }
    }

    /** Whether the project's scripts can be asked about; what is asked about may be all outside of any project. */
    private boolean isProjectMeant() {
        return paths.isEmpty() || project.hasScripts();
    }

    /** Checks the scripts that are in some places, or use what is there; returns how many they are. */
    private static int check(ProjectOptions.Scripts scripts, List<Path> places, Map<List<Object>, Diagnostic> found) {
        Predicate<String> isMeant = name -> places.isEmpty()
                || scripts.all()
                        .roots()
                        .path(name)
                        .filter(file -> places.stream().anyMatch(place -> isBelow(file, place)))
                        .isPresent();
        int count = 0;
        for (Map.Entry<String, Set<String>> entry :
                scripts.all().entryPoints(scripts.names()).entrySet()) {
            if (entry.getValue().stream().noneMatch(isMeant)) {
                continue;
            }
            count++;
            Diagnostics diagnostics = new Diagnostics();
            scripts.all()
                    .load(entry.getKey(), diagnostics)
                    .ifPresent(script -> ScriptChecker.check(script, diagnostics));
            diagnostics.sorted().stream()
                    .filter(diagnostic -> isSaidOf(diagnostic, isMeant))
                    .forEach(diagnostic -> found.putIfAbsent(identity(diagnostic), diagnostic));
        }
        return count;
    }

    /** Whether a diagnostic has to do with files that are meant: it is in one, or one of them led to it. */
    private static boolean isSaidOf(Diagnostic diagnostic, Predicate<String> isMeant) {
        return diagnostic.place().isEmpty()
                || Stream.concat(diagnostic.place().stream(), diagnostic.chain().stream())
                        .anyMatch(
                                label -> isMeant.test(ScriptName.of(label.file().name())));
    }

    private static boolean isIn(Path path, ProjectOptions.Scripts scripts) {
        return scripts.own().stream()
                .anyMatch(root -> isBelow(path, root.directory()) || isBelow(root.directory(), path));
    }

    /** What is said of an included file is said once, whatever leads to it. */
    private static List<Object> identity(Diagnostic diagnostic) {
        return List.of(
                diagnostic.code(),
                diagnostic.message(),
                diagnostic.place().map(Label::place).orElse(""));
    }

    private static List<Diagnostic> sorted(Iterable<Diagnostic> found) {
        Diagnostics all = new Diagnostics();
        found.forEach(all::add);
        return all.sorted();
    }

    private static boolean isBelow(Path path, Path directory) {
        return path.toAbsolutePath()
                .normalize()
                .startsWith(directory.toAbsolutePath().normalize());
    }
}
