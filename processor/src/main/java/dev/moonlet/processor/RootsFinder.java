package dev.moonlet.processor;

import dev.moonlet.script.DirectoryRoot;
import dev.moonlet.script.ScriptRoot;
import dev.moonlet.script.ScriptRoots;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.StandardLocation;

/** Finds the directories of scripts, with no configuration where a build has the usual layout. */
final class RootsFinder {

    static final String PATH_OPTION = "moonlet.path";

    private static final String MAIN = "src/main/lua";
    private static final String TEST = "src/test/lua";
    private static final String RESOURCES = "META-INF/lua";
    private static final List<String> BUILD_FILES =
            List.of("pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", ".git");

    private RootsFinder() {}

    static ScriptRoots find(ProcessingEnvironment environment) {
        List<ScriptRoot> roots = new ArrayList<>();
        Optional<Path> output = classOutput(environment.getFiler());
        String option = environment.getOptions().get(PATH_OPTION);
        if (option != null) {
            for (String directory : option.split(File.pathSeparator, -1)) {
                if (!directory.isBlank()) {
                    roots.add(new DirectoryRoot(
                            output.flatMap(RootsFinder::project)
                                    .map(project -> project.resolve(directory))
                                    .orElse(Path.of(directory)),
                            directory.replace('\\', '/')));
                }
            }
        } else {
            output.flatMap(RootsFinder::project).ifPresent(project -> addProject(roots, project, output.get()));
        }
        output.ifPresent(
                path -> roots.add(new DirectoryRoot(path.resolve(RESOURCES), RESOURCES, " in the class output")));
        roots.add(new ClassPathRoot(environment.getFiler(), RESOURCES));
        return new ScriptRoots(roots);
    }

    private static void addProject(List<ScriptRoot> roots, Path project, Path output) {
        if (compilesTests(project.relativize(output))) {
            roots.add(new DirectoryRoot(project.resolve(TEST), TEST));
        }
        roots.add(new DirectoryRoot(project.resolve(MAIN), MAIN));
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

    /** The nearest directory above the class output that holds scripts, but none beyond the one that is built. */
    private static Optional<Path> project(Path output) {
        for (Path directory = output; directory != null; directory = directory.getParent()) {
            Path candidate = directory;
            boolean scripts = Stream.of(MAIN, TEST).anyMatch(root -> Files.isDirectory(candidate.resolve(root)));
            boolean built = BUILD_FILES.stream().anyMatch(file -> Files.exists(candidate.resolve(file)));
            if (scripts || built) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }
}
