package dev.moonlet.cli.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The directory of a catalog. A list of its files is among them, so that the next catalog removes the pages of scripts that are
 * gone, and no other file.
 *
 * @param directory the directory, which need not exist
 */
public record CatalogDirectory(Path directory) {

    private static final String LIST = "files.txt";

    /**
     * Writes a catalog.
     *
     * @throws IOException if a file can't be written
     */
    public void write(Catalog catalog) throws IOException {
        Map<String, String> files = catalog.files();
        Files.createDirectories(directory);
        for (String former : listed()) {
            if (!files.containsKey(former)) {
                delete(former);
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(path, file.getValue());
        }
        Files.writeString(directory.resolve(LIST), String.join("\n", new TreeSet<>(files.keySet())) + "\n");
    }

    /** The files of the former catalog, as far as they are in the directory. */
    private List<String> listed() throws IOException {
        Path list = directory.resolve(LIST);
        return Files.isRegularFile(list)
                ? Files.readAllLines(list).stream()
                        .filter(file -> !file.isBlank())
                        .filter(file -> directory.resolve(file).normalize().startsWith(directory.normalize()))
                        .toList()
                : List.of();
    }

    /** Deletes a page, and the folders that are empty then. */
    private void delete(String file) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (Path path = Path.of(file); path != null; path = path.getParent()) {
            paths.add(directory.resolve(path));
        }
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (var children = Files.list(path)) {
                    if (children.findAny().isPresent()) {
                        return;
                    }
                }
            }
            Files.deleteIfExists(path);
        }
    }
}
