package dev.moonlet.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A place where scripts are found by name. */
public interface ScriptRoot {

    /** The path of a file in this root, as messages show it; empty if it can't be in there. */
    String describe(String file);

    /** Where a file was looked for in vain, as messages show it; empty if it can't be in there. */
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

    /** The paths of all Lua files below the root, as far as it can list them. */
    Set<String> files();
}
