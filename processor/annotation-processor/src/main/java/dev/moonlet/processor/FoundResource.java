package dev.moonlet.processor;

import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file that a class path has in one of its directories, as the file of a script root. */
final class FoundResource {

    private FoundResource() {}

    /**
     * The bytes of a file.
     *
     * @param path where it is
     * @param folder the folder of scripts, such as {@code META-INF/lua}
     * @param file the file below that folder, with {@code /}
     * @param options what may be read
     * @throws IOException if it can't be read, for example because it is a link to somewhere else
     */
    static Optional<byte[]> read(Path path, String folder, String file, ReadOptions options) throws IOException {
        int depth = Path.of(file).getNameCount();
        if (path.getNameCount() <= depth) {
            return Optional.empty();
        }
        Path root = path.getRoot().resolve(path.subpath(0, path.getNameCount() - depth));
        return new DirectoryRoot(root, folder, " on the class path", options).read(file);
    }
}
