package dev.moonlet.redis;

import java.util.List;

/**
 * The words with which servers begin the errors after which a call can be sent again.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors">RESP: errors</a>
 */
public final class ErrorCodes {

    /** The error that a server has no script of a digest. */
    public static final String NO_SCRIPT = "NOSCRIPT";

    /**
     * All of them, as {@code dev.moonlet.codegen.ErrorPrefix} of the runtime has them. The compiler runs without the runtime and
     * has its own list.
     */
    public static final List<String> RETRYABLE =
            List.of(NO_SCRIPT, "LOADING", "READONLY", "MASTERDOWN", "TRYAGAIN", "CLUSTERDOWN");

    private ErrorCodes() {}
}
