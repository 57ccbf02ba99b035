package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * A script replied with something else than its {@code @return} declares. The script has run, and what it wrote stays
 * written.
 */
public final class ReplyMismatchException extends ScriptCallException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String expected;
    private final String found;

    ReplyMismatchException(String scriptName, String path, String expected, String found, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s: %s is not of the declared type: expected %s, found %s"
                        .formatted(scriptName, path.isEmpty() ? "the reply" : "reply" + path, expected, found),
                cause);
        this.path = path;
        this.expected = expected;
        this.found = found;
    }

    /** The same error, of a value that holds the one that it was found in. */
    ReplyMismatchException within(String outerPath) {
        return new ReplyMismatchException(scriptName(), outerPath + path, expected, found, getCause());
    }

    @Override
    ReplyMismatchException onCallingThread() {
        return new ReplyMismatchException(scriptName(), path, expected, found, getCause());
    }

    /** Where inside the reply the mismatch is, for example {@code [2].id}; empty for the reply as a whole. */
    public String path() {
        return path;
    }

    /** What was declared. */
    public String expected() {
        return expected;
    }

    /** What the reply holds instead: its kind, never its content. */
    public String found() {
        return found;
    }
}
