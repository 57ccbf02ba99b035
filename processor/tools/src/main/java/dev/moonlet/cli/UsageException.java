package dev.moonlet.cli;

import dev.moonlet.source.Printable;

/** The command line asks for something that can't be. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(Printable.text(message));
    }
}
