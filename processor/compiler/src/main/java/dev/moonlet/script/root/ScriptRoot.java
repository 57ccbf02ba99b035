package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A place where scripts are found by name. */
public interface ScriptRoot {

    /** The path of a file in this root, as messages show it; empty if it can't be in there. */
    String describe(String file);

    /** Where a file was looked for and not found, as messages show it; empty if it can't be in there. */
    default String tried(String file) {
        return describe(file);
    }

    /**
     * The bytes of a file.
     *
     * @param file its path below the root, with {@code /}
     * @return empty if there is no such file
     * @throws IOException if there is one that can't be read
     */
    Optional<byte[]> read(String file) throws IOException;

    /** Where a file is on the disk; empty if there is no such file, or if it is somewhere else. */
    default Optional<Path> path(String file) {
        return Optional.empty();
    }

    /**
     * Whether there is a file.
     *
     * @throws IOException if there is one that can't be read
     */
    default boolean has(String file) throws IOException {
        return read(file).isPresent();
    }

    /** The paths of all Lua files below the root, as far as it can list them. */
    Set<String> files();

    /**
     * The paths of all Lua files below the root, as far as it can list them.
     *
     * @param problems receives what keeps files from being listed
     */
    default Set<String> files(Diagnostics problems) {
        return files();
    }
}
