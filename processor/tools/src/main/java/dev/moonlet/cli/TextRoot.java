package dev.moonlet.cli;

import dev.moonlet.script.root.ScriptRoot;
import java.util.Optional;
import java.util.Set;

/**
 * A text that replaces a file, such as what an editor has not saved yet.
 *
 * @param file its path below the root
 * @param description its path as messages show it
 * @param bytes the text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TextRoot(String file, String description, byte[] bytes) implements ScriptRoot {

    @Override
    public String describe(String other) {
        return other.equals(file) ? description : "";
    }

    @Override
    public Optional<byte[]> read(String other) {
        return other.equals(file) ? Optional.of(bytes) : Optional.empty();
    }

    @Override
    public Set<String> files() {
        return Set.of(file);
    }
}
