package dev.moonlet.processor;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.DirectoryRoot;
import dev.moonlet.script.Project;
import dev.moonlet.script.ScriptLoader;
import dev.moonlet.script.ScriptRoot;
import dev.moonlet.script.ScriptRoots;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.StandardLocation;

/** Finds the scripts of what is compiled, with no configuration where a build has the usual layout. */
final class RootsFinder {

    private static final String RESOURCES = "META-INF/lua";

    private RootsFinder() {}

    /** A loader of the scripts; what is wrong with the project's settings is reported. */
    static ScriptLoader loader(ProcessingEnvironment environment, Diagnostics diagnostics) {
        Optional<Path> output = classOutput(environment.getFiler());
        Optional<Path> directory = output.flatMap(Project::directoryAround);
        Project project = Project.of(directory.orElse(Path.of("")), environment.getOptions(), diagnostics);
        List<ScriptRoot> roots = new ArrayList<>();
        if (directory.isPresent() || environment.getOptions().containsKey(Project.PATH)) {
            boolean tests =
                    directory.isPresent() && compilesTests(directory.get().relativize(output.get()));
            roots.addAll(project.roots(tests));
        }
        output.ifPresent(
                path -> roots.add(new DirectoryRoot(path.resolve(RESOURCES), RESOURCES, " in the class output")));
        roots.add(new ClassPathRoot(environment.getFiler(), RESOURCES));
        return new ScriptLoader(new ScriptRoots(roots, project.charset()), project.linkOptions());
    }

    /** Maven's {@code target/test-classes}, Gradle's {@code build/classes/java/test}, an IDE's {@code out/test/…}. */
    private static boolean compilesTests(Path output) {
        for (Path part : output) {
            if (part.toString().equals("test-classes") || part.toString().equals("test")) {
                return true;
            }
        }
        return false;
    }

    /** Where the compiler writes classes; empty if that is no directory. */
    private static Optional<Path> classOutput(Filer filer) {
        try {
            URI uri = filer.getResource(StandardLocation.CLASS_OUTPUT, "", "moonlet")
                    .toUri();
            return Optional.ofNullable(Path.of(uri).toAbsolutePath().getParent());
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // a compiler that keeps its output in memory
        }
    }
}
