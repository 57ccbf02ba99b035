package dev.moonlet.cli;

import dev.moonlet.coverage.CoverageData;
import dev.moonlet.coverage.CoverageFile;
import dev.moonlet.coverage.CoverageReport;
import dev.moonlet.coverage.HtmlPages;
import dev.moonlet.coverage.Lcov;
import dev.moonlet.coverage.Ratio;
import dev.moonlet.source.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet coverage} */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Adds up what scripts counted in test runs, and reports which of their lines and branches ran.",
            "",
            "Tests write the hits with -Dmoonlet.coverage=DIR. Scripts of the application that never ran are listed."
        })
final class CoverageCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "Directories with files of hits, one of each process that ran tests.")
    private List<Path> directories = new ArrayList<>();

    @Option(names = "--lcov", paramLabel = "FILE", description = "Writes a report in the format of LCOV.")
    private @Nullable Path lcov;

    @Option(
            names = "--html",
            paramLabel = "DIR",
            description = "Writes pages: index.html lists the files, and each has a page.")
    private @Nullable Path html;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CoverageCommand() {}

    @Override
    public Integer call() {
        List<ProjectOptions.Scripts> scripts = project.all(true);
        CoverageReport report = CoverageReport.of(
                read(), scripts.get(scripts.size() - 1).all(), scripts.get(0).names());
        print(report, spec.commandLine().getOut());
        Optional.ofNullable(lcov)
                .ifPresent(file -> write(file, () -> {
                    Path parent = file.toAbsolutePath().getParent();
                    if (parent != null) {
                        Files.createDirectories(parent);
                    }
                    Files.writeString(file, Lcov.text(report));
                }));
        Optional.ofNullable(html).ifPresent(pages -> write(pages, () -> HtmlPages.write(report, pages)));
        return ExitStatus.OK;
    }

    private CoverageData read() {
        List<CoverageData> runs = new ArrayList<>();
        for (Path directory : directories) {
            try {
                List<CoverageFile> files = CoverageFile.in(directory);
                if (files.isEmpty()) {
                    throw new UsageException("there are no files of hits (*" + CoverageFile.SUFFIX + ") in " + directory
                            + ": run the tests with -Dmoonlet.coverage=" + directory);
                }
                for (CoverageFile file : files) {
                    runs.add(file.read());
                }
            } catch (IOException e) {
                throw new UsageException("hits can't be read: " + Failures.reason(e));
            }
        }
        try {
            return CoverageData.merged(runs);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void print(CoverageReport report, PrintWriter out) {
        report.files()
                .forEach(file ->
                        out.println(Printable.line(figures(file.lineRatio(), file.branchRatio(), file.file()))));
        out.println(figures(report.lines(), report.branches(), "all files"));
        report.neverRun().forEach(name -> out.println(Printable.line("never run: " + name)));
        report.uncounted()
                .forEach(name -> out.println(
                        Printable.line("run, but not counted, because Lua's limits leave no room: " + name)));
    }

    private static String figures(Ratio lines, Ratio branches, String name) {
        return "%3d%% of lines, %3d%% of branches: %s".formatted(lines.percent(), branches.percent(), name);
    }

    /** Writes something. */
    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Path target, Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UsageException("the report can't be written to " + target + ": " + Failures.reason(e));
        }
    }
}
