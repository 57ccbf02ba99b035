package dev.moonlet.script.root;

import dev.moonlet.diagnostic.Diagnostic;
import java.io.IOException;

/** A file is not read, though it could be. */
final class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    RefusedFileException(Diagnostic diagnostic) {
        super(diagnostic.message());
        this.diagnostic = diagnostic;
    }

    /** Why. */
    Diagnostic diagnostic() {
        return diagnostic;
    }
}
