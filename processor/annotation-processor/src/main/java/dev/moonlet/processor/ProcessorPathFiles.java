package dev.moonlet.processor;

import dev.moonlet.script.root.JarRoot;
import dev.moonlet.script.root.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the files that jars and directories of the processor path hold. Each jar is opened once. */
final class ProcessorPathFiles implements AutoCloseable {

    private final ClassLoader loader;
    private final String folder;
    private final ReadOptions options;
    private final Map<Path, JarRoot> jars = new HashMap<>();

    ProcessorPathFiles(ClassLoader loader, String folder, ReadOptions options) {
        this.loader = loader;
        this.folder = folder;
        this.options = options;
    }

    /**
     * The bytes of a file below the folder; empty if there is none.
     *
     * @throws IOException if there is one that can't be read
     */
    Optional<byte[]> read(String file) throws IOException {
        String resource = folder + "/" + file;
        URL url = loader.getResource(resource);
        if (url == null) {
            return Optional.empty();
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // a compiler may outlive the jar
        if (connection instanceof JarURLConnection jar) {
            Optional<Path> path = path(jar.getJarFileURL());
            if (path.isPresent()) {
                return jar(path.get()).read(file);
            }
        }
        Optional<Path> path = path(url);
        if (path.isPresent()) {
            return FoundResource.read(path.get(), folder, file, options);
        }
        try (InputStream content = connection.getInputStream()) {
            return Optional.of(options.read(content, connection.getContentLengthLong(), resource));
        }
    }

    private JarRoot jar(Path jar) {
        return jars.computeIfAbsent(
                jar, path -> new JarRoot(path, folder, String.valueOf(path.getFileName()), options));
    }

    private static Optional<Path> path(URL url) {
        try {
            return Optional.of(Path.of(url.toURI()));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // not on the disk
        }
    }

    @Override
    public void close() {
        for (JarRoot jar : jars.values()) {
            try {
                jar.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
