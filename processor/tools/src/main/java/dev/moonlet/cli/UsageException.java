package dev.moonlet.cli;

import dev.moonlet.source.Printable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The command line asks for something that can't be. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(Printable.text(message));
    }

    /**
     * Of a path where nothing was found.
     *
     * @param message what is said if nothing is there; if that can't be known, the path can't be read
     */
    static UsageException ofMissing(Path path, String message) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            return new UsageException(path + " can't be read: " + Failures.reason(e));
        } catch (IOException e) {
            return new UsageException(message);
        }
        return new UsageException(message);
    }
}
