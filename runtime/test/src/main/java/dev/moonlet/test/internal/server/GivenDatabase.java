package dev.moonlet.test.internal.server;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Keeps tests from removing data of others: the database of a given server has to be empty before each test. */
final class GivenDatabase implements SharedServer.Cleaning {

    private static final String FLUSH = "moonlet.server.flush";

    /** The name of the connection of a JVM that runs tests, which other JVMs see. */
    private static final String NAME = "moonlet-test";

    /** Claims the database of a connection for this JVM until it ends. */
    static ServerConnection claimed(ServerConnection server) {
        server.control().sync().clientSetname(NAME.getBytes(StandardCharsets.US_ASCII));
        int database = server.uri().getDatabase();
        Pattern claims = Pattern.compile("(?m)^id=(?!%d ).* name=%s .*db=%d .*$"
                .formatted(server.control().sync().clientId(), NAME, database));
        if (claims.matcher(server.control().sync().clientList()).find()) {
            server.close();
            throw new ServerProblem(
                    "database %d of %s is used by other tests at this moment; give each run its own database: redis://%2$s/%d"
                            .formatted(database, ServerConnection.address(server.uri()), database + 1),
                    null);
        }
        return server;
    }

    @Override
    public void before(ServerConnection server) {
        long keys = server.control().sync().dbsize();
        if (keys == 0) {
            return;
        }
        if (!Boolean.getBoolean(FLUSH)) {
            throw new ServerProblem(
                    ("database %d of %s has %d keys, and tests begin with an empty one: name an empty database, such as"
                                    + " redis://%2$s/%d, or let tests remove all data of this one with -D%s=true")
                            .formatted(
                                    server.uri().getDatabase(),
                                    ServerConnection.address(server.uri()),
                                    keys,
                                    server.uri().getDatabase() + 1,
                                    FLUSH),
                    null);
        }
        server.control().sync().flushdb();
    }

    @Override
    public void after(ServerConnection server) {
        server.control().sync().flushdb();
    }
}
