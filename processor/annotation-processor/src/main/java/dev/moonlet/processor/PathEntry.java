package dev.moonlet.processor;

import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.JarRoot;
import dev.moonlet.script.root.ReadOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A jar or a directory that a class loader finds things in.
 *
 * @param path the jar or the directory
 */
record PathEntry(Path path) {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /**
     * The entries of a class loader, as far as it tells them: the URLs of one that has some, the modules of a layer, and
     * whatever has a manifest or a folder of this name.
     */
    static Set<PathEntry> of(ClassLoader loader, String folder) {
        Stream<URI> named = loader instanceof URLClassLoader urls
                ? Arrays.stream(urls.getURLs()).flatMap(url -> uri(url).stream())
                : Stream.concat(modules(), classPath(loader));
        Stream<URI> holding = Stream.of(MANIFEST, folder).flatMap(resource -> holding(loader, resource));
        return Stream.concat(named, holding)
                .flatMap(uri -> path(uri).stream())
                .map(PathEntry::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<URI> modules() {
        ModuleLayer layer = PathEntry.class.getModule().getLayer();
        return layer == null
                ? Stream.empty()
                : layer.configuration().modules().stream().flatMap(module -> module.reference().location().stream());
    }

    private static Stream<URI> classPath(ClassLoader loader) {
        return loader == ClassLoader.getSystemClassLoader()
                ? Arrays.stream(System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator), -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> new File(entry).toURI())
                : Stream.empty();
    }

    /** The jars and directories that hold a resource. */
    private static Stream<URI> holding(ClassLoader loader, String resource) {
        try {
            return Collections.list(
                            loader instanceof URLClassLoader urls
                                    ? urls.findResources(resource)
                                    : loader.getResources(resource))
                    .stream()
                    .map(URL::toString)
                    .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                    .filter(url -> url.endsWith("/" + resource))
                    .map(url -> url.substring(0, url.length() - resource.length() - 1))
                    .map(url -> url.startsWith("jar:") && url.endsWith("!") ? url.substring(4, url.length() - 1) : url)
                    .flatMap(url -> uri(url).stream());
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<URI> uri(URL url) {
        return uri(url.toString());
    }

    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(new URI(url.replace(" ", "%20")));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(URI uri) {
        try {
            return Optional.of(Path.of(uri).toAbsolutePath().normalize());
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // not a file
        }
    }

    /** The paths of the Lua files below a folder; none if this can't be read, which a compiler says by itself. */
    Set<String> files(String folder) {
        if (Files.isDirectory(path)) {
            return new DirectoryRoot(path.resolve(folder), folder).files();
        }
        try (JarRoot jar = new JarRoot(path, folder, path.toString(), ReadOptions.DEFAULT)) {
            return jar.files();
        } catch (IOException e) {
            return Set.of();
        }
    }
}
