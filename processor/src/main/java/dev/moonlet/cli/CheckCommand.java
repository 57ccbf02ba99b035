package dev.moonlet.cli;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.script.DirectoryRoot;
import dev.moonlet.script.ScriptLoader;
import dev.moonlet.script.ScriptRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
        List<ScriptRoot> roots = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UsageException("there is no file or directory " + path);
            }
            if (project.directories().stream().noneMatch(directory -> isBelow(path, directory))) {
                Path directory = Files.isDirectory(path) ? path : path.resolveSibling("");
                roots.add(new DirectoryRoot(directory, shown(directory)));
            }
        }
        ScriptLoader loader = project.loader(roots, false);
        Predicate<Diagnostic> isMeant = diagnostic -> paths.isEmpty()
                || diagnostic
                        .place()
                        .map(place -> paths.stream()
                                .anyMatch(path -> isBelow(Path.of(place.file().path()), path)))
                        .orElse(true);
        Map<List<Object>, Diagnostic> found = new LinkedHashMap<>();
        int scripts = 0;
        for (String name : loader.entryPoints()) {
            Diagnostics diagnostics = new Diagnostics();
            loader.load(name, diagnostics).ifPresent(script -> ScriptChecker.check(script, diagnostics));
            scripts++;
            diagnostics.sorted().stream().filter(isMeant).forEach(d -> found.putIfAbsent(identity(d), d));
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

    private static String shown(Path directory) {
        String text = directory.toString().replace('\\', '/');
        return text.isEmpty() ? "." : text;
    }

    private static boolean isBelow(Path path, Path directory) {
        return path.toAbsolutePath()
                .normalize()
                .startsWith(directory.toAbsolutePath().normalize());
    }
}
