package dev.moonlet.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * Sources that are compiled together.
 *
 * @param roots the directories of the Java files
 * @param classes where their classes are
 * @param classPath what they are compiled with, without their own classes
 * @param tests whether they are those of tests
 */
record SourceSet(List<Path> roots, Path classes, List<Path> classPath, boolean tests) {

    SourceSet {
        roots = List.copyOf(roots);
        classPath = List.copyOf(classPath);
    }

    /** Whether the sources are those of a module, which the compiler looks at as a whole. */
    boolean isModule() {
        return roots.stream()
                .anyMatch(root -> root.resolve("module-info.java").toFile().exists());
    }
}
