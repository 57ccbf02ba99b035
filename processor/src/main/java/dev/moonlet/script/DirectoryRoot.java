package dev.moonlet.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory of scripts. */
public final class DirectoryRoot implements ScriptRoot {

    private final Path directory;
    private final String prefix;
    private final String suffix;

    /**
     * A root.
     *
     * @param directory the directory; it need not exist
     * @param description the directory as messages show it, with {@code /}
     */
    public DirectoryRoot(Path directory, String description) {
        this(directory, description, "");
    }

    /**
     * A root that is a part of something.
     *
     * @param directory the directory; it need not exist
     * @param description the directory as messages show it, with {@code /}
     * @param container what messages say behind the path, for example {@code " on the class path"}
     */
    public DirectoryRoot(Path directory, String description, String container) {
        this.directory = directory;
        this.prefix = description + "/";
        this.suffix = container;
    }

    /** The directory. */
    public Path directory() {
        return directory;
    }

    @Override
    public String describe(String file) {
        return prefix + file + suffix;
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        try {
            Path path = directory.resolve(file);
            return Files.isRegularFile(path) && isSpelled(path, file)
                    ? Optional.of(Files.readAllBytes(path))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether the file is named exactly so, which a file system that ignores case doesn't say by itself. */
    private static boolean isSpelled(Path path, String file) throws IOException {
        String real = path.toRealPath(LinkOption.NOFOLLOW_LINKS).toString().replace('\\', '/');
        return real.endsWith("/" + file);
    }

    @Override
    public Optional<Path> path(String file) {
        return Optional.of(directory.resolve(file)).filter(Files::isRegularFile);
    }

    @Override
    public Set<String> files() {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            String separator = directory.getFileSystem().getSeparator();
            return paths.filter(path -> path.toString().endsWith(".lua") && Files.isRegularFile(path))
                    .map(path -> directory.relativize(path).toString().replace(separator, "/"))
                    .filter(file -> !file.contains("\\") && !file.startsWith(".") && !file.contains("/."))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
