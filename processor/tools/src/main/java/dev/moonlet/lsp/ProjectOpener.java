package dev.moonlet.lsp;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.loader.ClassPathEnums;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.JarRoot;
import dev.moonlet.script.root.Project;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the scripts of projects, as their settings say and in the usual places. */
final class ProjectOpener {

    private static final String FOLDER = "META-INF/lua";

    /** Where Maven and Gradle put the classes of a project. */
    private static final List<String> CLASSES =
            List.of("target/classes", "build/classes/java/main", "target/test-classes", "build/classes/java/test");

    private final ServerOptions options;

    ProjectOpener(ServerOptions options) {
        this.options = options;
    }

    /** The directory of the project that a file belongs to. */
    static Optional<Path> directory(Path file) {
        return Optional.ofNullable(file.getParent()).flatMap(Project::directoryAround);
    }

    /** The scripts of a project, then those of its tests. */
    List<ScriptSet> open(Path directory) {
        Project project = Project.of(directory, options.settings(), new Diagnostics());
        List<DirectoryRoot> main = project.directories(false);
        List<DirectoryRoot> tests = project.directories(true).stream()
                .filter(root -> main.stream().noneMatch(own -> own.directory().equals(root.directory())))
                .toList();
        List<ScriptSet> sets = new ArrayList<>();
        sets.add(new ScriptSet(directory, main, compiler(directory, project, false), UseGraph.EMPTY));
        if (!tests.isEmpty()) {
            sets.add(new ScriptSet(directory, tests, compiler(directory, project, true), UseGraph.EMPTY));
        }
        return sets;
    }

    private ScriptCompiler compiler(Path directory, Project project, boolean tests) {
        List<ScriptRoot> roots = new ArrayList<>(project.roots(tests));
        for (Path entry : options.classPath()) {
            Path resolved = directory.resolve(entry);
            roots.add(
                    Files.isRegularFile(resolved)
                            ? new JarRoot(resolved, FOLDER, entry.toString(), project.readOptions())
                            : new DirectoryRoot(
                                    resolved.resolve(FOLDER), FOLDER, " in " + entry, project.readOptions()));
        }
        return new ScriptCompiler(
                new ScriptRoots(roots, project.charset()),
                project.linkOptions()
                        .withEnums(new ClassPathEnums(Stream.concat(
                                        options.classPath().stream(),
                                        CLASSES.stream().map(Path::of))
                                .map(directory::resolve)
                                .toList())));
    }
}
