package dev.moonlet.cli;

import dev.moonlet.script.DirectoryRoot;
import dev.moonlet.script.ScriptRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The scripts that a jar, or a directory of classes, brings with it. A jar is opened once, and stays open. */
final class ClassPathEntryRoot implements ScriptRoot {

    private static final String FOLDER = "META-INF/lua/";

    /** Files of scripts in an opened jar, by their paths below the folder. */
    private record Jar(ZipFile file, Map<String, ZipEntry> scripts) {}

    private final DirectoryRoot directory;
    private final Optional<Jar> jar;

    /**
     * A root for an entry of a class path; there need not be such a file.
     *
     * @throws UsageException if it is neither a directory nor a jar that can be read
     */
    ClassPathEntryRoot(Path entry) {
        this.directory = new DirectoryRoot(entry.resolve(FOLDER), "META-INF/lua", " in " + entry);
        this.jar = Files.exists(entry) && !Files.isDirectory(entry) ? Optional.of(open(entry)) : Optional.empty();
    }

    private static Jar open(Path entry) {
        if (!Files.isRegularFile(entry)) {
            throw new UsageException("--class-path: " + entry + " is neither a jar nor a directory");
        }
        try {
            ZipFile file = new ZipFile(entry.toFile());
            Map<String, ZipEntry> scripts = new LinkedHashMap<>();
            file.stream()
                    .filter(found -> found.getName().startsWith(FOLDER) && isScript(found.getName()))
                    .forEach(found -> scripts.put(found.getName().substring(FOLDER.length()), found));
            return new Jar(file, Map.copyOf(scripts));
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("--class-path: " + entry + " can't be read as a jar: " + e.getMessage());
        }
    }

    private static boolean isScript(String name) {
        return name.endsWith(".lua") && name.indexOf('\0') < 0;
    }

    @Override
    public String describe(String file) {
        return directory.describe(file);
    }

    @Override
    public Optional<byte[]> read(String file) throws IOException {
        if (jar.isEmpty()) {
            return directory.read(file);
        }
        ZipEntry found = jar.get().scripts().get(file);
        if (found == null) {
            return Optional.empty();
        }
        try (InputStream stream = jar.get().file().getInputStream(found)) {
            return Optional.of(stream.readAllBytes());
        }
    }

    @Override
    public Optional<Path> path(String file) {
        return jar.isPresent() ? Optional.empty() : directory.path(file);
    }

    @Override
    public Set<String> files() {
        return jar.isPresent() ? jar.get().scripts().keySet() : directory.files();
    }
}
