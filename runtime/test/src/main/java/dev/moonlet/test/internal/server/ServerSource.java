package dev.moonlet.test.internal.server;

/** Where tests get their server from. Safe for use by several threads. */
@FunctionalInterface
public interface ServerSource {

    /**
     * Takes a server with an empty database, which no other test has until the lease is closed. Waits for it if need be.
     *
     * @throws ServerProblem if there is none, with the remedy
     */
    ServerLease lease();
}
