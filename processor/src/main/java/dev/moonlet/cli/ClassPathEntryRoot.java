package dev.moonlet.cli;

import dev.moonlet.script.ScriptRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The scripts that a jar, or a directory of classes, brings with it. */
final class ClassPathEntryRoot implements ScriptRoot {

    private static final String FOLDER = "META-INF/lua/";

    private final Path entry;

    ClassPathEntryRoot(Path entry) {
        this.entry = entry;
    }

    @Override
    public String describe(String file) {
        return FOLDER + file + " in " + entry;
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        if (Files.isDirectory(entry)) {
            Path path = entry.resolve(FOLDER + file);
            return Files.isRegularFile(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        }
        if (!Files.exists(entry)) {
            return Optional.empty();
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            ZipEntry found = jar.getEntry(FOLDER + file);
            if (found == null) {
                return Optional.empty();
            }
            try (InputStream stream = jar.getInputStream(found)) {
                return Optional.of(stream.readAllBytes());
            }
        }
    }

    @Override
    public Set<String> files() {
        try {
            if (Files.isDirectory(entry)) {
                return directoryFiles(entry.resolve(FOLDER));
            }
            if (!Files.exists(entry)) {
                return Set.of();
            }
            try (ZipFile jar = new ZipFile(entry.toFile())) {
                return jar.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.startsWith(FOLDER) && name.endsWith(".lua"))
                        .map(name -> name.substring(FOLDER.length()))
                        .collect(Collectors.toUnmodifiableSet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> directoryFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".lua"))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
