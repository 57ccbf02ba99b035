package dev.moonlet;

import org.jspecify.annotations.Nullable;

/**
 * The reply of a script is not of the type that its {@code @return} declares. The script has run, and what it wrote stays
 * written.
 *
 * <p>If the reply announces more elements than there can be, Lettuce closes the connection and makes it again: other calls in
 * flight are sent once more, or are in doubt, as with any connection that is lost.
 */
public final class ReplyMismatchException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String expected;
    private final String found;

    /**
     * A mismatch.
     *
     * @param path where inside the reply it is, for example {@code [2].id}; empty for the reply as a whole
     * @param expected the declared type, for the message
     * @param found the kind of value that the reply has, for the message
     */
    public ReplyMismatchException(
            String scriptName, String path, String expected, String found, @Nullable Throwable cause) {
        super(
                scriptName,
                "script %s: %s is not of the declared type: expected %s, found %s"
                        .formatted(scriptName, path.isEmpty() ? "the reply" : "reply" + path, expected, found),
                cause);
        this.path = path;
        this.expected = expected;
        this.found = found;
    }

    /** Where inside the reply the mismatch is, for example {@code [2].id}; empty for the reply as a whole. */
    public String path() {
        return path;
    }

    /** The declared type. */
    public String expected() {
        return expected;
    }

    /** What the reply has instead: its kind, never its content. */
    public String found() {
        return found;
    }
}
