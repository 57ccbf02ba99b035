package dev.moonlet.processor;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The classes of a project.
 *
 * @param project the project's directory
 * @param output the directory that classes are written into
 */
record ProjectClasses(Path project, Path output) {

    /** The path of a file of the project from the innermost directory around both it and the classes. */
    Optional<Path> pathOf(Path file) {
        if (!file.startsWith(project)) {
            return Optional.empty();
        }
        Path path = output.relativize(file);
        int first = 0;
        while (path.getName(first).toString().equals("..")) {
            first++;
        }
        return Optional.of(path.subpath(first, path.getNameCount()));
    }
}
