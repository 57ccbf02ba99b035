package dev.moonlet.test;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.test.internal.monitor.ServerMonitor;
import dev.moonlet.test.internal.monitor.SlowLog;
import dev.moonlet.test.internal.monitor.UndeclaredKeys;
import dev.moonlet.test.internal.server.ServerLease;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** What one test has: a server, a connection, and an executor with faults. */
final class TestRun implements AutoCloseable {

    private final TestSettings settings;
    private final ServerLease server;
    private final StatefulRedisConnection<String, String> connection;
    private final NamedCalls calls;
    private final FaultInjection faults;

    @GuardedBy("this")
    private @Nullable ServerMonitor monitor;

    @GuardedBy("this")
    private @Nullable SlowLog slowLog;

    @GuardedBy("this")
    private @Nullable CostReport costs;

    private TestRun(TestSettings settings, ServerLease server, StatefulRedisConnection<String, String> connection) {
        this.settings = settings;
        this.server = server;
        this.connection = connection;
        this.calls = new NamedCalls(
                ScriptExecutor.on(connection).delivery(settings.delivery()).build());
        this.faults = FaultInjection.on(settings.coverage()
                        .map(coverage -> coverage.around(calls))
                        .orElse(calls))
                .withDelivery(settings.delivery())
                .withScriptFlush(() -> server.control().async().scriptFlush());
    }

    /** Takes a server and connects to it. */
    static TestRun begin(TestSettings settings) {
        ServerLease server = settings.server().lease();
        try {
            StatefulRedisConnection<String, String> connection = server.connect();
            try {
                TestRun run = new TestRun(settings, server, connection);
                if (settings.declaredKeysOnly()) {
                    run.monitor();
                }
                return run;
            } catch (RuntimeException | Error e) {
                connection.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    TestSettings settings() {
        return settings;
    }

    ServerLease server() {
        return server;
    }

    StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    FaultInjection faults() {
        return faults;
    }

    private synchronized ServerMonitor monitor() {
        ServerMonitor opened = monitor == null ? ServerMonitor.open(server) : monitor;
        monitor = opened;
        return opened;
    }

    /** What calls cost from the first time on that this is asked for. */
    synchronized CostReport costs(Class<?> test) {
        CostReport report = costs;
        if (report == null) {
            SlowLog log = server.isOwn() ? new SlowLog(server.control().sync()) : null;
            report = new CostReport(test, monitor(), log, calls::name);
            slowLog = log;
            costs = report;
        }
        return report;
    }

    /**
     * Fails the test if its scripts have run a command with an undeclared key, if it is run in that way.
     *
     * @throws AssertionFailedError with all of them
     */
    void verifyKeys() {
        if (!settings.declaredKeysOnly()) {
            return;
        }
        List<String> found = new UndeclaredKeys(server.control()).find(monitor().runs(), calls::name);
        if (!found.isEmpty()) {
            throw new AssertionFailedError(
                    "scripts run commands with keys that they don't declare, so that a cluster can't find their server; "
                            + "pass these keys in KEYS:\n" + String.join("\n", found));
        }
    }

    /** Ends all that there is, in the reverse order, whatever fails. */
    @Override
    public synchronized void close() {
        try {
            if (slowLog != null) {
                slowLog.close();
            }
        } finally {
            try {
                if (monitor != null) {
                    monitor.close();
                }
            } finally {
                try {
                    connection.close();
                } finally {
                    server.close();
                }
            }
        }
    }
}
