package dev.moonlet.processor;

import dev.moonlet.script.root.Project;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the project is that is compiled. Most builds write classes into the project; where one does not, the sources tell
 * which project it is.
 *
 * @param output the directory that classes are written into; empty if that is not a directory
 * @param source a source file that is compiled; empty if the compiler does not say
 */
record ProjectPlace(Optional<Path> output, Optional<Path> source) {

    /** Makes the paths absolute. */
    ProjectPlace {
        output = output.map(path -> path.toAbsolutePath().normalize());
        source = source.map(path -> path.toAbsolutePath().normalize());
    }

    /** The project's directory; empty if there is no project around the classes and none around the sources. */
    Optional<Path> directory() {
        Optional<Path> outer = aroundOutput();
        Optional<Path> inner = source.map(Path::getParent).flatMap(Project::directoryAround);
        if (outer.isEmpty() || inner.isEmpty()) {
            return inner.or(() -> outer);
        }
        boolean nested = inner.get().startsWith(outer.get());
        Stream<Path> ordered = nested ? Stream.of(inner.get(), outer.get()) : Stream.of(outer.get(), inner.get());
        return ordered.filter(Project::hasScripts).findFirst().or(() -> inner);
    }

    private Optional<Path> aroundOutput() {
        return output.flatMap(Project::directoryAround);
    }

    /** Whether the sources are those of tests. */
    boolean compilesTests() {
        Optional<Path> directory = directory();
        if (directory.isEmpty()) {
            return false;
        }
        Optional<Path> inside = output.filter(path -> path.startsWith(directory.get()));
        if (inside.isPresent()) {
            return isOfTests(directory.get().relativize(inside.get()));
        }
        return output.map(Path::getFileName).filter(ProjectPlace::isOfTests).isPresent()
                || source.filter(file -> file.startsWith(directory.get().resolve("src/test")))
                        .isPresent();
    }

    /** Maven's {@code target/test-classes}, Gradle's {@code build/classes/java/test}, an IDE's {@code out/test/…}. */
    private static boolean isOfTests(Path output) {
        for (Path part : output) {
            if (part.toString().equals("test-classes") || part.toString().equals("test")) {
                return true;
            }
        }
        return false;
    }

    /** The classes, if they are written into the project, or below a directory around it. */
    Optional<ProjectClasses> classes() {
        Optional<Path> project = directory();
        return output.filter(path -> project.filter(path::startsWith).isPresent()
                        || aroundOutput()
                                .filter(around -> project.filter(inner -> inner.startsWith(around))
                                        .isPresent())
                                .isPresent())
                .flatMap(path -> project.map(inner -> new ProjectClasses(inner, path)));
    }

    /** Why the usual directories of scripts are not searched. */
    String notFound() {
        String classes =
                output.map(path -> "the class output " + path).orElse("the class output, which is not a directory");
        return "no project was found around " + classes
                + source.map(file -> " or the source " + file).orElse("")
                + ", so src/main/lua was not looked into: -Amoonlet.path names the directories of scripts";
    }
}
