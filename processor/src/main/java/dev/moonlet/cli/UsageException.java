package dev.moonlet.cli;

/** The command line asks for something that can't be. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
