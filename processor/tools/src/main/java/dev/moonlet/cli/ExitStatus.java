package dev.moonlet.cli;

/** What the process ends with. */
final class ExitStatus {

    static final int OK = 0;

    /** A script is not in order or failed, or the server can't be reached. */
    static final int FAILED = 1;

    /** The command line, a setting or an input can't be used. */
    static final int USAGE = 2;

    /** The output can't be written. */
    static final int OUTPUT = 3;

    /** Moonlet itself has a fault. */
    static final int FAULT = 4;

    private ExitStatus() {}
}
