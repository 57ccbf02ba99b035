package dev.moonlet;

/**
 * How often a call runs whose connection is lost before its answer comes.
 *
 * @see <a href="https://redis.github.io/lettuce/advanced-usage/#command-execution-reliability">Lettuce: command execution
 *     reliability</a>
 */
public enum Delivery {
    /** It is sent again when the client is connected again, so that it may run more than once. For scripts that do the same again. */
    AT_LEAST_ONCE,

    /**
     * It never runs twice, and fails with an {@link InDoubtException} if it is unknown whether it ran. A server that says, in
     * its own words, that it has not run it is asked again; a script that takes these words from its arguments, and replies
     * with them, is taken for that server.
     */
    AT_MOST_ONCE
}
