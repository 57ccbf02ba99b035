package dev.moonlet.check;

import dev.moonlet.script.root.ScriptRoot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A root with one script, {@code example.lua}. */
record OneFile(String text) implements ScriptRoot {

    @Override
    public String describe(String file) {
        return file;
    }

    @Override
    public Optional<byte[]> read(String file) {
        return file.equals("example.lua") ? Optional.of(text.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }

    @Override
    public Set<String> files() {
        return Set.of("example.lua");
    }
}
