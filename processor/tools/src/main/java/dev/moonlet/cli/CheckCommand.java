package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.CheckOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
        SARIF,
        /** Annotations of GitHub Actions. */
        GITHUB
    }

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Files, or directories of scripts; all scripts of the project if none is given. - is a script on"
                            + " standard input.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description =
                    "The name or the file of the script on standard input, from which its includes are resolved; one at"
                            + " the root if not given.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "text, json, sarif or github; text if not given.")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "The exit status is 1 for warnings too.")
    private boolean strict;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            split = ",",
            description = "Reports findings with these codes alone.")
    private Set<String> codes = new LinkedHashSet<>();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Leaves out the findings in this file, so that only new ones are reported.")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Writes all findings to this file, and reports none.")
    private Optional<Path> newBaseline = Optional.empty();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CheckCommand() {}

    @Override
    public Integer call() {
        codes.forEach(CheckCommand::checkCode);
        Findings findings = new Findings();
        if (paths.contains(STANDARD_INPUT)) {
            checkInput(findings);
        } else {
            checkFiles(paths.stream().map(Redaction::name).map(Path::of).toList(), findings);
        }
        List<Diagnostic> meant = findings.sorted().stream()
                .filter(diagnostic -> codes.isEmpty() || codes.contains(diagnostic.code()))
                .toList();
        SarifPaths repository = SarifPaths.here();
        Baseline known = new Baseline(findings, repository);
        newBaseline.ifPresent(file -> known.write(meant, file));
        List<Diagnostic> sorted = newBaseline
                .or(() -> baseline)
                .map(file -> known.unknown(meant, file))
                .orElse(meant);
        TextReport text = new TextReport(Ansi.AUTO.enabled(), findings.scripts(), meant.size() - sorted.size());
        Report report =
                switch (format) {
                    case TEXT -> text;
                    case JSON -> new JsonReport();
                    case SARIF -> new SarifReport(findings, repository);
                    case GITHUB -> new GithubReport(findings, repository, text);
                };
        spec.commandLine().getOut().println(report.write(sorted));
        boolean failed = sorted.stream()
                .anyMatch(d -> d.severity() == Severity.ERROR || (strict && d.severity() == Severity.WARNING));
        return failed ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private static void checkCode(String code) {
        if (CheckPage.of(code).isEmpty()) {
            throw new UsageException("--code: there is no code \"" + code + "\""
                    + SpellChecker.didYouMean(code, CheckOptions.CODES)
                            .map(hint -> "; " + hint)
                            .orElse(""));
        }
    }

    private void checkInput(Findings findings) {
        if (paths.size() > 1) {
            throw new UsageException("- is checked alone, without other files and directories");
        }
        findings.check(project.with(name, StandardInput.read(Moonlet.in(spec))));
    }

    private void checkFiles(List<Path> files, Findings findings) {
        files.forEach(CheckCommand::checkPath);
        boolean isProjectMeant = files.isEmpty() || project.hasScripts();
        List<ProjectOptions.Scripts> projects = isProjectMeant ? project.all(false) : List.of();
        for (ProjectOptions.Scripts part : projects) {
            List<Path> inside = files.stream().filter(path -> isIn(path, part)).toList();
            if (files.isEmpty() || !inside.isEmpty()) {
                check(part, inside, findings);
            }
        }
        Map<Path, List<Path>> outside = new LinkedHashMap<>(); // what is in one directory is read once
        files.stream()
                .filter(path -> projects.stream().noneMatch(part -> isIn(path, part)))
                .forEach(path -> outside.computeIfAbsent(
                                Files.isDirectory(path) ? path : path.resolveSibling(""), d -> new ArrayList<>())
                        .add(path));
        outside.values().forEach(places -> check(project.around(places.get(0), false), places, findings));
    }

    private static void checkPath(Path path) {
        if (!Files.exists(path)) {
            throw UsageException.ofMissing(path, "there is no file or directory " + path);
        }
        if (Files.isDirectory(path)) {
            return;
        }
        if (!Files.isRegularFile(path)) {
            throw new UsageException(path + " is neither a regular file nor a directory");
        }
        if (!path.toString().endsWith(".lua")) {
            throw new UsageException(path + " is no .lua file");
        }
    }

    /** Checks the scripts that are in some places, or use what is there. */
    private static void check(ProjectOptions.Scripts scripts, List<Path> places, Findings findings) {
        findings.check(
                scripts,
                name -> places.isEmpty()
                        || scripts.all()
                                .roots()
                                .path(name)
                                .filter(file -> places.stream().anyMatch(place -> isBelow(file, place)))
                                .isPresent());
    }

    private static boolean isIn(Path path, ProjectOptions.Scripts scripts) {
        return scripts.own().stream()
                .anyMatch(root -> isBelow(path, root.directory()) || isBelow(root.directory(), path));
    }

    private static boolean isBelow(Path path, Path directory) {
        return path.toAbsolutePath()
                .normalize()
                .startsWith(directory.toAbsolutePath().normalize());
    }
}
