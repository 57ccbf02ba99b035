package dev.moonlet.cli;

/** What was asked for failed: the server can't be reached, or a script failed. */
final class FailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailureException(String message) {
        super(message);
    }
}
