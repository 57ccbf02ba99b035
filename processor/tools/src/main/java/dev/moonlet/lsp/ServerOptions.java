package dev.moonlet.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a server is started.
 *
 * @param version the version of Moonlet
 * @param settings settings that override those of {@code moonlet.properties}
 * @param classPath jars and directories that bring scripts and enums, besides the class output of a project
 * @param pages the address of the page that explains a code, if it has one
 */
public record ServerOptions(
        String version, Map<String, String> settings, List<Path> classPath, Function<String, Optional<String>> pages) {

    /** Copies the collections. */
    public ServerOptions {
        settings = Map.copyOf(settings);
        classPath = List.copyOf(classPath);
    }
}
