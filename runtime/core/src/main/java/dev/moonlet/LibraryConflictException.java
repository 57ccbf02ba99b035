package dev.moonlet;

/**
 * A function was not called, because the server has another library of the same name. The library is never replaced by itself:
 * other applications may call its functions.
 *
 * <p>Load the library that the application was compiled with, by {@code moonlet functions load --replace} or by
 * {@code FUNCTION LOAD REPLACE}, or compile the application with the library that the server has. The next call looks again.
 *
 * @see <a href="https://redis.io/docs/latest/commands/function-load/">FUNCTION LOAD</a>
 */
public final class LibraryConflictException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    private final String library;

    /**
     * A call of a function that was not sent.
     *
     * @param scriptName the name of the function, for example {@code accounts#transfer}
     * @param library the name of the library on the server
     * @param compiled the SHA-1 digest of the library that the application was compiled with
     * @param found what the server has, for the message
     */
    public LibraryConflictException(String scriptName, String library, String compiled, String found) {
        super(
                scriptName,
                ("function %s was not called: the application was compiled with library %s of digest %s, and %s;"
                                + " load it with moonlet functions load --replace, or with FUNCTION LOAD REPLACE")
                        .formatted(scriptName, library, compiled, found),
                null);
        this.library = library;
    }

    /** The name of the library. */
    public String library() {
        return library;
    }
}
