package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A root whose files are found below the name of a library: {@code <locks>/token} is {@code token.lua} in it. */
final class LibraryRoot implements ScriptRoot {

    private final String name;
    private final String prefix;
    private final ScriptRoot files;

    LibraryRoot(String name, ScriptRoot files) {
        this.name = name;
        this.prefix = name + "/";
        this.files = files;
    }

    /** The library's name. */
    String name() {
        return name;
    }

    @Override
    public String describe(String file) {
        return file.startsWith(prefix) ? files.describe(file.substring(prefix.length())) : "";
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        return file.startsWith(prefix) ? files.read(file.substring(prefix.length())) : Optional.empty();
    }

    @Override
    public Optional<Path> path(String file) {
        return file.startsWith(prefix) ? files.path(file.substring(prefix.length())) : Optional.empty();
    }

    @Override
    public boolean has(String file) throws IOException {
        return file.startsWith(prefix) && files.has(file.substring(prefix.length()));
    }

    @Override
    public Set<String> files() {
        return files(new Diagnostics());
    }

    @Override
    public Set<String> files(Diagnostics problems) {
        return files.files(problems).stream().map(prefix::concat).collect(Collectors.toUnmodifiableSet());
    }
}
