package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Says that a file can't be read. */
final class UnreadableFile {

    private static final String CODE = "unreadable-file";

    private UnreadableFile() {}

    /**
     * The diagnostic about a file.
     *
     * @param place the file as messages show it
     */
    static Diagnostic because(String place, IOException e) {
        if (e instanceof RefusedFileException refused) {
            return refused.diagnostic();
        }
        Diagnostic error = Diagnostic.error(CODE, place + " can't be read: " + reason(e));
        return e instanceof AccessDeniedException
                ? error.note("allow the current user to read it, and to enter it if it is a directory")
                : error;
    }

    /** Why a file can't be read: the message of a file system's exception is often the path alone. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }
}
