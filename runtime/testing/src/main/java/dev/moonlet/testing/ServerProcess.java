package dev.moonlet.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of a server, which runs in a temporary directory and is killed in the end, whatever it is doing then. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    /** Those that run, which a test that was interrupted may have left behind, and their directories. */
    private static final Map<Process, Path> RUNNING = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ServerProcess::end)));
    }

    private final Process process;
    private final Path directory;

    private ServerProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Thrown when another process listens on the port. */
    static final class PortTakenException extends IOException {

        private static final long serialVersionUID = 1;

        private PortTakenException(String log) {
            super(log);
        }
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param ready what its log contains then
     * @param settings the lines of its configuration file
     * @param arguments the arguments behind that file
     */
    public static ServerProcess start(String ready, List<String> settings, String... arguments) throws IOException {
        Path directory = Files.createTempDirectory("moonlet-server-");
        Path configuration = directory.resolve("server.conf");
        List<String> lines = new ArrayList<>(List.of("dir " + directory));
        lines.addAll(settings);
        Files.write(configuration, lines);
        List<String> command =
                new ArrayList<>(List.of(ServerUnderTest.get().launcher().toString(), configuration.toString()));
        command.addAll(List.of(arguments));
        File log = directory.resolve("server.log").toFile();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        RUNNING.put(process, directory);
        ServerProcess server = new ServerProcess(process, directory);
        try {
            server.awaitReady(log.toPath(), ready);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void awaitReady(Path log, String ready) throws IOException {
        await().atMost(LONGEST_START)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> text(log).contains(ready) || !process.isAlive());
        String text = text(log);
        if (!process.isAlive()) {
            throw text.contains("Address already in use")
                    ? new PortTakenException(text)
                    : new IOException("the server has not started: " + text);
        }
    }

    private static String text(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    /** What the server has written to its log. */
    String log() throws IOException {
        return text(directory.resolve("server.log"));
    }

    /** Kills the process, as if its machine had lost power. */
    public void kill() {
        kill(process);
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("process " + process.pid() + " can't be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // interrupted: ends
        }
    }

    private static void end(Process process, Path directory) {
        kill(process);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (RUNNING.remove(process, directory)) {
            end(process, directory);
        }
    }
}
