package dev.moonlet.test.internal.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One server that tests use one after the other. Safe for use by several threads. */
final class SharedServer implements ServerSource {

    /** What is done with the database of the server before and after a test. */
    interface Cleaning {

        /** Makes sure that the database is empty. */
        void before(ServerConnection server);

        /** Removes what the test has written. */
        void after(ServerConnection server);
    }

    /** A server that has no data but that of tests. */
    static final Cleaning THROWAWAY = new Cleaning() {
        @Override
        public void before(ServerConnection server) {
            server.clear();
        }

        @Override
        public void after(ServerConnection server) {
            // the next test does
        }
    };

    private final Semaphore free = new Semaphore(1, true);
    private final Supplier<ServerConnection> connecting;
    private final Cleaning cleaning;

    @GuardedBy("free") // the one that has the permit
    private @Nullable ServerConnection connection;

    SharedServer(Supplier<ServerConnection> connecting, Cleaning cleaning) {
        this.connecting = connecting;
        this.cleaning = cleaning;
    }

    @Override
    @SuppressWarnings("GuardedBy") // by a permit, which Error Prone does not know
    public ServerLease lease() {
        free.acquireUninterruptibly();
        try {
            ServerConnection server = connection;
            if (server == null || !server.answers()) { // not yet connected, or a container of an earlier class
                server = connecting.get();
                connection = server;
            }
            cleaning.before(server);
            ServerConnection leased = server;
            return new ServerLease(leased, () -> release(leased));
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    private void release(ServerConnection server) {
        try {
            cleaning.after(server);
        } finally {
            free.release();
        }
    }
}
