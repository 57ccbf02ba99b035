package dev.moonlet.test.internal.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Semaphore free = new Semaphore(1, true);
    private final Duration timeout;
    private final Supplier<ServerConnection> connecting;
    private final Cleaning cleaning;

    @GuardedBy("free") // the one that has the permit
    private @Nullable ServerConnection connection;

    SharedServer(Supplier<ServerConnection> connecting, Cleaning cleaning) {
        this(connecting, cleaning, LONGEST_WAIT);
    }

    /**
     * A server.
     *
     * @param timeout how long a test waits for another one
     */
    SharedServer(Supplier<ServerConnection> connecting, Cleaning cleaning, Duration timeout) {
        this.timeout = timeout;
        this.connecting = connecting;
        this.cleaning = cleaning;
    }

    @Override
    @SuppressWarnings("GuardedBy") // by a permit, which Error Prone does not know
    public ServerLease lease() {
        acquire();
        try {
            ServerConnection server = connection;
            if (server != null && !server.answers()) { // a container of an earlier class
                server.close();
                server = null;
            }
            if (server == null) {
                connection = null; // in case that connecting fails
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

    private void acquire() {
        try {
            if (!free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServerProblem(
                        ("another test, or a RunningServer that is not closed, has had the server for %s: close it, or let"
                                        + " tests that run in parallel have the embedded Redis")
                                .formatted(timeout),
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerProblem("the test was interrupted while it waited for the server", e);
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
