package dev.moonlet.cli;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.Project;
import dev.moonlet.script.ScriptLoader;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.ScriptRoot;
import dev.moonlet.script.ScriptRoots;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where the scripts are. */
final class ProjectOptions {

    @Option(
            names = {"-p", "--path"},
            paramLabel = "DIR",
            description = "A directory of scripts, instead of those of the project. May be given several times.")
    private List<String> path = new ArrayList<>();

    @Option(
            names = "--library",
            paramLabel = "NAME=DIR",
            description = "The directory that <NAME>/… is in. May be given several times.")
    private Map<String, String> libraries = new LinkedHashMap<>();

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description = "Jars and directories that bring scripts in META-INF/lua.")
    private String classPath = "";

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            description = "The charset of the scripts; UTF-8 if not given.")
    private Optional<String> encoding = Optional.empty();

    @Option(
            names = "--max-size",
            paramLabel = "BYTES",
            description = "How large a linked script may be; 4194304 if not given.")
    private Optional<String> maxSize = Optional.empty();

    ProjectOptions() {}

    private Project project() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!path.isEmpty()) {
            settings.put(Project.PATH, String.join(File.pathSeparator, path));
        }
        encoding.ifPresent(charset -> settings.put(Project.ENCODING, charset));
        maxSize.ifPresent(bytes -> settings.put(Project.MAX_SIZE, bytes));
        libraries.forEach((name, directory) -> settings.put(Project.LIBRARY + name, directory));
        Path here = Path.of("").toAbsolutePath();
        Path directory = path.isEmpty() ? Project.directoryAround(here).orElse(here) : here;
        Diagnostics diagnostics = new Diagnostics();
        Project project = Project.of(directory, settings, diagnostics);
        if (diagnostics.hasErrors()) {
            throw new UsageException(diagnostics.sorted().stream()
                    .map(DiagnosticRenderer::render)
                    .collect(Collectors.joining("\n")));
        }
        return project;
    }

    /** A loader of the project's scripts. */
    ScriptLoader loader() {
        return loader(List.of(), LinkOptions.DEFAULT.comments());
    }

    /**
     * A loader.
     *
     * @param before roots that are searched before those of the project
     * @param comments whether comments stay in linked scripts
     */
    ScriptLoader loader(List<ScriptRoot> before, boolean comments) {
        Project project = project();
        List<ScriptRoot> roots = new ArrayList<>(before);
        roots.addAll(project.roots(true));
        for (String part : classPath.split(File.pathSeparator, -1)) {
            if (!part.isBlank()) {
                roots.add(new ClassPathEntryRoot(Path.of(part)));
            }
        }
        return new ScriptLoader(
                new ScriptRoots(roots, project.charset()), project.linkOptions().withComments(comments));
    }

    /** The directories of the project's scripts. */
    List<Path> directories() {
        return project().directories();
    }

    /** The name of a script that is given by its name, or as a file below one of the directories. */
    String name(String given) {
        Path file = Path.of(given).toAbsolutePath().normalize();
        return directories().stream()
                .map(directory -> directory.toAbsolutePath().normalize())
                .filter(file::startsWith)
                .findFirst()
                .map(directory -> ScriptName.of(directory.relativize(file).toString()))
                .filter(name -> file.toFile().isFile())
                .orElse(given);
    }
}
