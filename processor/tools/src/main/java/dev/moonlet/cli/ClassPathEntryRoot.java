package dev.moonlet.cli;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.JarRoot;
import dev.moonlet.script.root.ReadOptions;
import dev.moonlet.script.root.ScriptRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The scripts that a jar, or a directory of classes, brings with it. A jar is opened once, and stays open. */
final class ClassPathEntryRoot implements ScriptRoot {

    private static final String FOLDER = "META-INF/lua";

    private final ScriptRoot root;

    /**
     * A root for an entry of a class path; there need not be such a file.
     *
     * @param options what may be read
     * @throws UsageException if it is neither a directory nor a jar that can be read
     */
    ClassPathEntryRoot(Path entry, ReadOptions options) {
        boolean directory = !Files.exists(entry) || Files.isDirectory(entry);
        this.root = directory
                ? new DirectoryRoot(entry.resolve(FOLDER), FOLDER, " in " + entry, options)
                : new JarRoot(entry, FOLDER, entry.toString(), options);
        if (!directory) {
            requireReadable(entry, root);
        }
    }

    private static void requireReadable(Path entry, ScriptRoot jar) {
        if (!Files.isRegularFile(entry)) {
            throw new UsageException("--class-path: " + entry + " is neither a jar nor a directory");
        }
        Diagnostics problems = new Diagnostics();
        jar.files(problems);
        problems.sorted().stream().map(Diagnostic::message).findFirst().ifPresent(problem -> {
            throw new UsageException("--class-path: " + problem);
        });
    }

    @Override
    public String describe(String file) {
        return root.describe(file);
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        return root.read(file);
    }

    @Override
    public boolean has(String file) throws IOException {
        return root.has(file);
    }

    @Override
    public Optional<Path> path(String file) {
        return root.path(file);
    }

    @Override
    public Set<String> files() {
        return root.files();
    }

    @Override
    public Set<String> files(Diagnostics problems) {
        return root.files(problems);
    }
}
