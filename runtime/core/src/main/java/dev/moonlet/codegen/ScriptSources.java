package dev.moonlet.codegen;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Detects classes that were generated from scripts which have changed since. This can happen during development with a build
 * tool that looks at Java files only.
 *
 * <p>Classes in a jar are not checked, and cost a look at their location.
 */
final class ScriptSources extends ClassValue<Boolean> {

    private static final ScriptSources UNCHANGED = new ScriptSources();

    private ScriptSources() {}

    /**
     * Compares the scripts that a class was generated from with those of the project that it is in, once.
     *
     * @throws LinkageError if one of them has changed
     */
    static void requireUnchanged(Class<?> implementation) {
        UNCHANGED.get(implementation);
    }

    @Override
    protected Boolean computeValue(Class<?> implementation) {
        directory(implementation).ifPresent(classes -> {
            GeneratedFrom sources = implementation.getAnnotation(GeneratedFrom.class);
            for (String source : sources == null ? new String[0] : sources.value()) {
                check(implementation, classes, source);
            }
        });
        return true;
    }

    private static void check(Class<?> implementation, Path classes, String source) {
        int mark = source.lastIndexOf('#');
        String path = source.substring(0, mark);
        String checksum = source.substring(mark + 1);
        Optional<Path> file = Stream.iterate(classes, around -> around != null, Path::getParent)
                .map(around -> around.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst();
        if (file.filter(found -> isChanged(found, checksum)).isPresent()) {
            throw new LinkageError(implementation.getName() + " was generated from another " + path
                    + " than there is now: compile its interface again, for example after a clean");
        }
    }

    private static boolean isChanged(Path file, String checksum) {
        try {
            return !checksum(Files.readAllBytes(file)).equals(checksum);
        } catch (IOException e) {
            return false; // not readable: nothing can be compared
        }
    }

    /** The checksum of a file, which is the same whatever its line ends are; the annotation processor has the same. */
    private static String checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        for (byte b : content) {
            if (b != '\r') {
                checksum.update(b);
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    /** The directory that a class was loaded from; empty if it was loaded from anything else, such as a jar. */
    private static Optional<Path> directory(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null
                || !location.getProtocol().equals("file")
                || !location.getPath().endsWith("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(location.toURI()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty(); // a path that this system doesn't have
        }
    }
}
