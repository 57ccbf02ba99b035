package dev.moonlet.test.internal.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.moonlet.test.internal.server.ServerLease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What scripts run on the server of a test, from when this is opened. It is exact: the server itself prints each command
 * before it runs it. Safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/commands/monitor/">MONITOR</a>
 */
public final class ServerMonitor implements AutoCloseable {

    private static final int SECONDS = 60;

    private final ServerLease server;
    private final MonitorConnection connection;
    private final RunRecorder recorder;
    private final Map<String, CompletableFuture<Boolean>> markers = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    private ServerMonitor(ServerLease server, MonitorConnection connection) {
        this.server = server;
        this.connection = connection;
        int database = server.uri().getDatabase();
        this.recorder = new RunRecorder(number -> server.isOwn() || number == database);
    }

    /**
     * Begins.
     *
     * @throws IllegalStateException if the server does not allow it
     */
    public static ServerMonitor open(ServerLease server) {
        try {
            ServerMonitor monitor = new ServerMonitor(server, MonitorConnection.open(server.uri()));
            Thread reader = new Thread(monitor::read, "moonlet-test-monitor");
            reader.setDaemon(true);
            reader.start();
            return monitor;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the commands of scripts can't be seen, because the server does not allow MONITOR: "
                            + e.getMessage(),
                    e);
        }
    }

    private void read() {
        try {
            connection.forEachLine(line -> {
                recorder.accept(line);
                if (line.command().equals("ECHO") && line.words().size() > 1) {
                    CompletableFuture<Boolean> marker =
                            markers.remove(line.words().get(1));
                    if (marker != null) {
                        marker.complete(true);
                    }
                }
            });
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    /** What scripts have run up to now, in order. */
    public List<ScriptRun> runs() {
        String text = "moonlet-test-" + UUID.randomUUID();
        CompletableFuture<Boolean> marker = new CompletableFuture<>();
        markers.put(text, marker);
        server.control().sync().echo(text.getBytes(US_ASCII));
        try {
            CompletableFuture.anyOf(marker, end)
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the connection for MONITOR was lost: " + e.getCause(), e);
        }
        return recorder.runs();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
