package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.ScriptName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The scripts in a folder of a jar. The jar is opened and indexed once, when it is first asked, and stays open until this
 * root is closed or no longer used. Safe for use by several threads.
 */
public final class JarRoot implements ScriptRoot, AutoCloseable {

    /** An open jar, and its scripts by their paths below the folder. */
    private record OpenJar(ZipFile file, Map<String, ZipEntry> scripts) {}

    private final Path jar;
    private final String folder;
    private final String description;
    private final ReadOptions options;
    private @Nullable OpenJar open;
    private @Nullable IOException failure;

    /**
     * A root.
     *
     * @param jar the jar; it need not exist
     * @param folder the folder of its scripts, without a slash at its end
     * @param description the jar as messages show it
     * @param options what may be read
     */
    public JarRoot(Path jar, String folder, String description, ReadOptions options) {
        this.jar = jar;
        this.folder = folder + "/";
        this.description = description;
        this.options = options;
    }

    @Override
    public String describe(String file) {
        return folder + file + " in " + description;
    }

    @Override
    public synchronized Optional<byte[]> read(String file) throws IOException {
        OpenJar opened = open();
        ZipEntry entry = opened == null ? null : opened.scripts().get(file);
        if (opened == null || entry == null) {
            return Optional.empty();
        }
        try (InputStream content = opened.file().getInputStream(entry)) {
            return Optional.of(options.read(content, entry.getSize(), describe(file)));
        }
    }

    @Override
    public synchronized boolean has(String file) throws IOException {
        OpenJar opened = open();
        return opened != null && opened.scripts().containsKey(file);
    }

    @Override
    public Set<String> files() {
        return files(new Diagnostics());
    }

    @Override
    public synchronized Set<String> files(Diagnostics problems) {
        try {
            OpenJar opened = open();
            return opened == null ? Set.of() : opened.scripts().keySet();
        } catch (IOException e) {
            problems.add(UnreadableFile.because(description, e));
            return Set.of();
        }
    }

    /** The jar; {@code null} if there is none. */
    private @Nullable OpenJar open() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (open == null && Files.exists(jar)) {
            try {
                open = index();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
        return open;
    }

    private OpenJar index() throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("it is not a jar");
        }
        ZipFile file;
        try {
            file = new ZipFile(jar.toFile());
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new IOException("it is not a jar", e);
        }
        Map<String, ZipEntry> scripts = new HashMap<>();
        file.stream().filter(entry -> entry.getName().startsWith(folder)).forEach(entry -> {
            String path = entry.getName().substring(folder.length());
            if (path.endsWith(".lua") && ScriptName.file(ScriptName.of(path)).equals(path)) {
                scripts.put(path, entry);
            }
        });
        return new OpenJar(file, Map.copyOf(scripts));
    }

    /** Closes the jar; it is opened again if it is asked again. */
    @Override
    public synchronized void close() throws IOException {
        OpenJar opened = open;
        open = null;
        if (opened != null) {
            opened.file().close();
        }
    }
}
