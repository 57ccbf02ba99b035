package dev.moonlet.processor;

import dev.moonlet.generated.ScriptSources;
import dev.moonlet.processor.model.BoundInterface;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.Component;
import dev.moonlet.script.ScriptLoader;
import dev.moonlet.script.ScriptName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the project that is compiled.
 *
 * @param loader loads its scripts
 * @param directory where it is; empty if nobody can say
 * @param output where classes are written; empty if that is no directory
 * @param component what injects the implementations, if anything does
 */
record FoundProject(
        ScriptLoader loader, Optional<Path> directory, Optional<Path> output, Optional<Component> component) {

    /**
     * The files below the project's directory that an implementation is generated from, as paths from the classes, each
     * behind its checksum.
     */
    List<String> sources(BoundInterface bound) {
        return bound.methods().stream()
                .map(BoundMethod::script)
                .flatMap(script -> script.files().stream())
                .distinct()
                .flatMap(file -> source(file).stream())
                .toList();
    }

    private Optional<String> source(String file) {
        Optional<Path> path = loader.roots().path(ScriptName.of(file));
        if (path.isEmpty() || directory.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        Path absolute = path.get().toAbsolutePath().normalize();
        if (!absolute.startsWith(directory.get())) {
            return Optional.empty();
        }
        try {
            String checksum = ScriptSources.checksum(Files.readAllBytes(absolute));
            return Optional.of(checksum + " "
                    + output.get().relativize(absolute).toString().replace('\\', '/'));
        } catch (IOException e) {
            return Optional.empty(); // it has been read already
        }
    }
}
