package dev.moonlet.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * A class that the annotation processor wrote.
 *
 * @param name its binary name, with {@code .} between packages
 * @param classFiles where it is, and the classes that are nested in it
 * @param interfaceFile the class file of the interface that it implements
 * @param source the Java file of that interface, below a source root
 * @param scripts the files that it was generated from, each with its checksum, as its annotation says
 */
record Implementation(String name, List<Path> classFiles, Path interfaceFile, String source, List<String> scripts) {

    Implementation {
        classFiles = List.copyOf(classFiles);
        scripts = List.copyOf(scripts);
    }

    /** Its Java file below the directory of generated sources. */
    String generatedFile() {
        return name.replace('.', '/') + ".java";
    }
}
