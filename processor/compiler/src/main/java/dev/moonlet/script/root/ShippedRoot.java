package dev.moonlet.script.root;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** The Lua files that ship with Moonlet: {@code <moonlet/log>} and others. Searched last, and not listed. */
final class ShippedRoot implements ScriptRoot {

    private static final String FOLDER = "moonlet/";

    @Override
    public String describe(String file) {
        return file.startsWith(FOLDER) ? file + " of Moonlet" : "";
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        if (!file.startsWith(FOLDER)) {
            return Optional.empty();
        }
        try (InputStream content = ShippedRoot.class.getResourceAsStream("lua/" + file)) {
            return content == null ? Optional.empty() : Optional.of(content.readAllBytes());
        }
    }

    @Override
    public Set<String> files() {
        return Set.of();
    }
}
