package dev.moonlet.processor;

import dev.moonlet.processor.model.BoundInterface;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.Component;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What is known of the project that is compiled.
 *
 * @param compiler compiles its scripts
 * @param classes where its classes are; empty if they are outside of it
 * @param libraries the jars that may have been opened
 * @param component what injects the implementations, if anything does
 */
record FoundProject(
        ScriptCompiler compiler,
        Optional<ProjectClasses> classes,
        ProcessorPathRoot libraries,
        Optional<Component> component)
        implements AutoCloseable {

    /** Closes what reading scripts has opened. */
    @Override
    public void close() {
        libraries.close();
    }

    /**
     * The files below the project's directory that an implementation is generated from, as {@code GeneratedFrom} of the runtime
     * names them. None where the classes are written outside of the project: their way from there to the scripts is another on
     * every machine.
     */
    List<String> sources(BoundInterface bound) {
        if (classes.isEmpty()) {
            return List.of();
        }
        return bound.methods().stream()
                .map(BoundMethod::script)
                .flatMap(script -> script.files().stream())
                .distinct()
                .flatMap(file -> source(file, classes.get()).stream())
                .toList();
    }

    private Optional<String> source(String file, ProjectClasses found) {
        return compiler.roots()
                .path(ScriptName.of(file))
                .map(path -> path.toAbsolutePath().normalize())
                .flatMap(path -> found.pathOf(path).flatMap(relative -> checksum(path)
                        .map(sum -> relative.toString().replace('\\', '/') + "#" + sum)));
    }

    /** The checksum that the runtime compares: it is the same whatever the line ends are. */
    private static Optional<String> checksum(Path file) {
        try {
            CRC32 checksum = new CRC32();
            for (byte b : Files.readAllBytes(file)) {
                if (b != '\r') {
                    checksum.update(b);
                }
            }
            return Optional.of(Long.toHexString(checksum.getValue()));
        } catch (IOException e) {
            return Optional.empty(); // it has been read already
        }
    }
}
