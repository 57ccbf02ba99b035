package dev.moonlet.cli;

import dev.moonlet.adopt.Adoption;
import dev.moonlet.adopt.FileChange;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.source.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet adopt} */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes directives and a Java interface for existing scripts of a folder, as a patch. With --write, it"
                    + " applies that.",
            "",
            "Scripts get comment lines at their head and no other change: Redis runs the same code, with the same keys and"
                    + " arguments. What their text does not show is marked TODO."
        })
final class AdoptCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "The folder of the scripts.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "The package of the Java interfaces; scripts if not given.")
    private String packageName = "scripts";

    @Option(
            names = "--java",
            paramLabel = "DIR",
            description = "The folder of Java sources; src/main/java if not given.")
    private Path java = Path.of("src/main/java");

    @Option(names = "--write", description = "Writes the files instead of printing a patch.")
    private boolean write;

    @Option(names = "--overwrite", description = "Replaces Java files that exist.")
    private boolean overwrite;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    AdoptCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw UsageException.ofMissing(folder, "there is no folder " + folder);
        }
        if (!SourceVersion.isName(packageName)) {
            throw new UsageException(packageName + " is not the name of a package");
        }
        ProjectOptions.Folder scripts = project.folder(folder);
        Adoption adoption = Adoption.of(scripts.compiler(), scripts.charset(), scripts.names());
        List<FileChange> interfaces = adoption.interfaces(java, packageName);
        List<FileChange> changes = Stream.concat(adoption.scripts().stream(), interfaces.stream())
                .map(AdoptCommand::shown)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (write) {
            checkNew(interfaces);
            for (FileChange change : changes) {
                out.println(Printable.line(change.path().toString().replace('\\', '/')));
                write(change, scripts);
            }
        } else {
            changes.forEach(change -> out.print(Printable.text(change.patch())));
        }
        return report(adoption, changes.size());
    }

    /** The change of a file below the current directory, with its path from there. */
    private static FileChange shown(FileChange change) {
        Path here = Path.of("").toAbsolutePath();
        Path path = change.path().toAbsolutePath().normalize();
        return change.at(path.startsWith(here) ? here.relativize(path) : path);
    }

    private void checkNew(List<FileChange> interfaces) {
        interfaces.stream()
                .map(FileChange::path)
                .filter(path -> !overwrite && Files.exists(path))
                .findFirst()
                .ifPresent(path -> {
                    throw new UsageException(path + " exists. --overwrite replaces it; nothing was written");
                });
    }

    private static void write(FileChange change, ProjectOptions.Folder scripts) throws IOException {
        Path parent = change.path().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(change.path(), change.text(), scripts.charset());
    }

    private int report(Adoption adoption, int files) {
        PrintWriter err = spec.commandLine().getErr();
        adoption.errors().forEach(error -> err.println(Printable.text(DiagnosticRenderer.render(error))));
        adoption.declared().forEach(name -> err.println(Printable.line(name) + ": declares something, left as it is"));
        err.println(count(adoption.scripts().size(), "script") + ", "
                + count(files - adoption.scripts().size(), "interface") + ", " + count(adoption.open(), "TODO"));
        return adoption.errors().isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 || what.equals("TODO") ? "" : "s");
    }
}
