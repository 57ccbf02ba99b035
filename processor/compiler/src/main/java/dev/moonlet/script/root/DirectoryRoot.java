package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/** A directory of scripts. */
public final class DirectoryRoot implements ScriptRoot {

    private final Path directory;
    private final String description;
    private final String suffix;
    private final ReadOptions options;

    /**
     * A root.
     *
     * @param directory the directory; it need not exist
     * @param description the directory as messages show it, with {@code /}
     */
    public DirectoryRoot(Path directory, String description) {
        this(directory, description, "", ReadOptions.DEFAULT);
    }

    /**
     * A root that is a part of something.
     *
     * @param directory the directory; it need not exist
     * @param description the directory as messages show it, with {@code /}
     * @param container what messages say behind the path, for example {@code " on the class path"}
     * @param options what may be read
     */
    public DirectoryRoot(Path directory, String description, String container, ReadOptions options) {
        this.directory = directory;
        this.description = description;
        this.suffix = container;
        this.options = options;
    }

    /** The directory. */
    public Path directory() {
        return directory;
    }

    @Override
    public String describe(String file) {
        return description + "/" + file + suffix;
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        Optional<Path> path = find(file);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(path.get())) {
            return Optional.of(options.read(content, Files.size(path.get()), describe(file)));
        }
    }

    @Override
    public boolean has(String file) throws IOException {
        return find(file).isPresent();
    }

    /**
     * Where a file is, behind all links.
     *
     * @throws IOException if something of that name is there that can't be read
     */
    private Optional<Path> find(String file) throws IOException {
        Path path;
        BasicFileAttributes attributes;
        try {
            path = directory.resolve(file);
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (InvalidPathException | NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isBelowFile(file)) {
                return Optional.empty();
            }
            throw e;
        }
        if (attributes.isDirectory() || !isSpelled(path, file)) {
            return Optional.empty();
        }
        if (!attributes.isRegularFile()) {
            throw new IOException("it is not a regular file, but a pipe, a socket or a device");
        }
        Path real = path.toRealPath();
        if (!options.anyLinks() && !real.startsWith(directory.toRealPath())) {
            throw new RefusedFileException(
                    Diagnostic.error("outside-root", describe(file) + " leaves its script root by a symbolic link")
                            .note(Project.SYMLINKS + "=" + Project.ANY_SYMLINKS + " allows it"));
        }
        return Optional.of(real);
    }

    /** Whether a part of the path is a file, so that nothing can be below it. */
    private boolean isBelowFile(String file) {
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            if (Files.isRegularFile(directory.resolve(file.substring(0, slash)))) {
                return true;
            }
        }
        return Files.exists(directory) && !Files.isDirectory(directory);
    }

    /** Whether the file is named exactly so, which a file system that ignores case doesn't say by itself. */
    private static boolean isSpelled(Path path, String file) throws IOException {
        String real = path.toRealPath(LinkOption.NOFOLLOW_LINKS).toString().replace('\\', '/');
        return real.endsWith("/" + file);
    }

    @Override
    public Optional<Path> path(String file) {
        try {
            return find(file).map(found -> directory.resolve(file));
        } catch (IOException e) {
            return Optional.empty(); // reading it says what is wrong
        }
    }

    @Override
    public Set<String> files() {
        return files(new Diagnostics());
    }

    @Override
    public Set<String> files(Diagnostics problems) {
        return DirectoryListing.list(directory, description, DirectoryListing.MAX_FILES, problems);
    }
}
