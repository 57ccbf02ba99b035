package dev.moonlet.processor;

import dev.moonlet.script.root.ReadOptions;
import dev.moonlet.script.root.ScriptRoot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The scripts that directories of the class path hold. In jars, javac shows only folders whose names could be those of
 * packages, and {@code META-INF} is not one of them.
 */
final class ClassPathRoot implements ScriptRoot {

    private final Filer filer;
    private final String folder;
    private final ReadOptions options;

    ClassPathRoot(Filer filer, String folder, ReadOptions options) {
        this.filer = filer;
        this.folder = folder;
        this.options = options;
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
    public Optional<byte[]> read(String file) throws IOException {
        FileObject resource;
        try {
            resource = filer.getResource(StandardLocation.CLASS_PATH, "", folder + "/" + file);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // the one way in which a file manager says that there is none
        }
        Optional<Path> path = path(resource);
        if (path.isPresent()) {
            return FoundResource.read(path.get(), folder, file, options);
        }
        try (InputStream content = resource.openInputStream()) {
            return Optional.of(options.read(content, -1, describe(file)));
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(FileObject resource) {
        try {
            return Optional.of(Path.of(resource.toUri()))
                    .filter(path -> path.getFileSystem().equals(FileSystems.getDefault()));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // not on the disk
        }
    }

    /** None: a class path can be asked for a file, but not for a list. */
    @Override
    public Set<String> files() {
        return Set.of();
    }
}
