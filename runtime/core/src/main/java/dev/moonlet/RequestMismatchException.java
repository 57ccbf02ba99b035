package dev.moonlet;

/**
 * The id of a request was used before, for another request: a call of another script, or of the same script with other keys or
 * arguments. The script did not run. Under another first key the same id is another request, if that key has another hash slot. An id that is made anew for each request, and kept for its repeats, never meets this:
 *
 * <pre>{@code
 * String request = UUID.randomUUID().toString();
 * account.withdraw("account:7", 50, request);
 * account.withdraw("account:7", 50, request); // has the result of the first
 * account.withdraw("account:7", 60, request); // fails with this
 * }</pre>
 *
 * @see <a href="https://redis.io/docs/latest/commands/set/">SET</a>
 */
@Beta
public final class RequestMismatchException extends ScriptErrorException {

    private static final long serialVersionUID = 1L;

    /**
     * A call under the id of another one.
     *
     * @param code the first word of the error reply
     * @param description the rest of it
     */
    public RequestMismatchException(String scriptName, String code, String description) {
        super(scriptName, code, description);
    }
}
