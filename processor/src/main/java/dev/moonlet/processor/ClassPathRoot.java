package dev.moonlet.processor;

import dev.moonlet.script.ScriptRoot;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/** The scripts that directories of the class path hold, and those that jars of the processor path ship. */
final class ClassPathRoot implements ScriptRoot {

    private final Filer filer;
    private final String folder;

    ClassPathRoot(Filer filer, String folder) {
        this.filer = filer;
        this.folder = folder;
    }

    @Override
    public String describe(String file) {
        return folder + "/" + file + " on the class path";
    }

    @Override
    public Optional<byte[]> read(String file) {
        return ofClassPath(folder + "/" + file).or(() -> ofProcessorPath(folder + "/" + file));
    }

    private Optional<byte[]> ofClassPath(String resource) {
        try (InputStream stream =
                filer.getResource(StandardLocation.CLASS_PATH, "", resource).openInputStream()) {
            return Optional.of(stream.readAllBytes());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // the one way in which a file manager says that there is none
        }
    }

    /** In jars of the class path, javac shows only folders whose names could be those of packages: not META-INF. */
    private static Optional<byte[]> ofProcessorPath(String resource) {
        URL url = ClassPathRoot.class.getClassLoader().getResource(resource);
        if (url == null) {
            return Optional.empty();
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false); // a compiler may outlive the jar
            try (InputStream stream = connection.getInputStream()) {
                return Optional.of(stream.readAllBytes());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** None: a class path can be asked for a file, but not for a list. */
    @Override
    public Set<String> files() {
        return Set.of();
    }
}
