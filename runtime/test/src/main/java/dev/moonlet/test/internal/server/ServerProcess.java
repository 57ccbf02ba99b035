package dev.moonlet.test.internal.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The process of a server on a free port of the loopback interface, which keeps nothing on the disk.
 *
 * <p>A shell is its parent. The shell waits for the end of its standard input, which comes when this JVM closes it or ends,
 * however that happens. It then kills the server and removes its directory.
 */
final class ServerProcess implements AutoCloseable {

    /** The first argument is the directory, the others are the command. */
    private static final String SCRIPT = "\"$@\" </dev/null & server=$!; exec >/dev/null 2>&1; cat;"
            + " kill -9 $server; wait $server; rm -rf \"$0\"";

    private static final String READY = "eady to accept connections";
    /** What is printed if another process has taken the port, or still has the program open that was extracted. */
    private static final List<String> PASSING = List.of("in use", "listening socket", "Text file busy");

    /** A program that prints nothing of the kind, such as one that logs to a file, is not waited for longer. */
    private static final int LONGEST_START_SECONDS = 60;

    private static final int TRIES = 20;
    private static final int LOGGED = 20;

    private final Process shell;
    private final int port;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Deque<String> log = new ArrayDeque<>();

    private ServerProcess(Process shell, int port) {
        this.shell = shell;
        this.port = port;
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * @param program used like {@code redis-server}
     * @throws ServerProblem if it does not start
     */
    static ServerProcess start(Path program) {
        String log = "";
        for (int i = 0; i < TRIES; i++) {
            ServerProcess process = launch(program);
            if (process.ready.join()) {
                return process;
            }
            process.close();
            log = process.lastLines();
            if (PASSING.stream().noneMatch(log::contains)) {
                break;
            }
        }
        throw new ServerProblem("%s did not start as a Redis server; it printed:%n%s".formatted(program, log), null);
    }

    private static ServerProcess launch(Path program) {
        try {
            int port = freePort();
            String directory = Files.createTempDirectory("moonlet-test-").toString();
            List<String> command = List.of(
                    "sh",
                    "-c",
                    SCRIPT,
                    directory,
                    program.toString(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--dir",
                    directory,
                    "--save",
                    "",
                    "--appendonly",
                    "no");
            Process shell =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            ServerProcess process = new ServerProcess(shell, port);
            Thread reader = new Thread(process::readLog, "moonlet-test-server-" + port);
            reader.setDaemon(true);
            reader.start();
            process.ready.completeOnTimeout(false, LONGEST_START_SECONDS, TimeUnit.SECONDS);
            return process;
        } catch (IOException e) {
            throw new ServerProblem(
                    "a server can't be started: %s; name one that runs with -Dmoonlet.server".formatted(e.getMessage()),
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Reads until the server ends, because a pipe that is full would stop it. */
    private void readLog() {
        try (BufferedReader lines = shell.inputReader(StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.addLast(line);
                    if (log.size() > LOGGED) {
                        log.removeFirst();
                    }
                }
                if (line.contains(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // closed
        } finally {
            ready.complete(false);
        }
    }

    private String lastLines() {
        synchronized (log) {
            return String.join(System.lineSeparator(), log);
        }
    }

    int port() {
        return port;
    }

    /** Kills the server, and waits until it is gone. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the server of port " + port + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the shell goes on without this thread
        }
    }
}
