package dev.moonlet.codegen;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Notices classes that were generated from scripts which have changed since, as can happen while an application is
 * developed with a build tool that looks at Java files only.
 *
 * <p>Nothing is asked of classes in a jar, nor where the scripts are not beside the classes.
 */
public final class ScriptSources {

    private ScriptSources() {}

    /**
     * Compares the files that an implementation was generated from with those of the project that it is in.
     *
     * @param implementation the generated class
     * @param sources the files, each as its checksum, a blank, and its path from the directory of the classes
     * @throws IllegalStateException if one of them is another than it was
     */
    public static void requireUnchanged(Class<?> implementation, String... sources) {
        Path classes = directory(implementation);
        if (classes == null) {
            return;
        }
        for (String source : sources) {
            int blank = source.indexOf(' ');
            String path = source.substring(blank + 1);
            Path file = classes.resolve(path).normalize();
            if (Files.isRegularFile(file) && isChanged(file, source.substring(0, blank))) {
                throw new IllegalStateException(
                        implementation.getName() + " was generated from another " + path.replace("../", "")
                                + " than there is now: compile its interface again, for example after a clean");
            }
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

    private static boolean isChanged(Path file, String checksum) {
        try {
            return !checksum(Files.readAllBytes(file)).equals(checksum);
        } catch (IOException e) {
            return false; // unknown
        }
    }

    /** The directory that a class was loaded from; null if it is in a jar, or in nothing that is a file. */
    private static @Nullable Path directory(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            return Files.isDirectory(place) ? place.toAbsolutePath() : null;
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }
}
