package dev.moonlet.processor;

import dev.moonlet.script.ScriptRoot;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/**
 * The scripts that directories of the class path hold. In jars, javac shows only folders whose names could be those of
 * packages, and {@code META-INF} is not one of them.
 */
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
    public String tried(String file) {
        return folder + "/" + file + " in directories of the class path";
    }

    @Override
    public Optional<byte[]> read(String file) {
        try (InputStream stream = filer.getResource(StandardLocation.CLASS_PATH, "", folder + "/" + file)
                .openInputStream()) {
            return Optional.of(stream.readAllBytes());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // the one way in which a file manager says that there is none
        }
    }

    /** None: a class path can be asked for a file, but not for a list. */
    @Override
    public Set<String> files() {
        return Set.of();
    }
}
