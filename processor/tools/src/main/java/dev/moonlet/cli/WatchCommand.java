package dev.moonlet.cli;

import dev.moonlet.source.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code moonlet watch} */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Checks all scripts of the project, and again after each change of a script or of moonlet.properties.",
            "",
            "It ends when it is interrupted, as by Ctrl-C."
        })
final class WatchCommand implements Callable<Integer> {

    private static final String SETTINGS = "moonlet.properties";

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    WatchCommand() {}

    @Override
    public Integer call() {
        try (WatchedDirectories watched = new WatchedDirectories()) {
            while (true) {
                watched.watchAlone(project.directory());
                check(watched);
                Set<Path> changed = watched.changes(WatchCommand::isMeant);
                println("changed: " + changed.stream().map(this::shown).collect(Collectors.joining(", ")));
            }
        } catch (IOException e) {
            throw new UsageException("the directories of scripts can't be watched: " + Failures.reason(e));
        } catch (InterruptedException e) {
            return ExitStatus.OK;
        }
    }

    private static boolean isMeant(Path file) {
        return file.toString().endsWith(".lua") || file.endsWith(SETTINGS);
    }

    /** Checks the scripts. It watches them from then on, also those of directories that are new. */
    private void check(WatchedDirectories watched) throws IOException {
        try {
            for (Path directory : project.directories()) {
                watched.watch(directory);
            }
            Findings findings = new Findings();
            project.all(false).forEach(scripts -> findings.check(scripts, name -> true));
            println(new TextReport(Ansi.AUTO.enabled(), findings.scripts(), 0).write(findings.sorted()));
        } catch (UsageException e) {
            println(String.valueOf(e.getMessage())); // the settings may be in order after the next change
        }
    }

    private String shown(Path file) {
        Path directory = project.directory();
        return Printable.line((file.startsWith(directory) ? directory.relativize(file) : file).toString());
    }

    private void println(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
