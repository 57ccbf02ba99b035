package dev.moonlet.codegen;

/**
 * The first words of the error replies by which a server rejects a call without running it, so that the call is sent again.
 * A script can reply with any of them as well. The compiler looks for them in its string literals: an error that begins with
 * a word that the script has itself is the script's own.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors">RESP simple errors</a>
 */
public enum ErrorPrefix {
    /** The script is not in the server's script cache. */
    NOSCRIPT,
    /** The server is loading its data. */
    LOADING,
    /** The server is a replica. */
    READONLY,
    /** The server is a replica that has lost its master. */
    MASTERDOWN,
    /** Only some of the keys of a slot are on this server while the slot moves. */
    TRYAGAIN,
    /** The cluster does not serve the slot now. */
    CLUSTERDOWN
}
