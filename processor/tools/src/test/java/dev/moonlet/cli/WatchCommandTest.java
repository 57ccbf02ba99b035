package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchCommandTest {

    @TempDir
    Path directory;

    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private Thread thread;
    private BufferedReader out;

    @BeforeEach
    void start() throws IOException {
        write("a.lua", "return 1\n");
        PipedInputStream in = new PipedInputStream(1 << 20);
        OutputStream piped = new PipedOutputStream(in);
        out = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        thread = new Thread(() -> status.complete(Moonlet.run(
                Moonlet.commandLine(InputStream.nullInputStream(), Map.of()),
                piped,
                OutputStream.nullOutputStream(),
                "watch",
                "--path",
                directory.resolve("lua").toString())));
        thread.start();
    }

    @AfterEach
    void stop() throws Exception {
        thread.interrupt();
        assertThat(status.get(60, TimeUnit.SECONDS)).isZero();
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve("lua").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Reads up to a line that has a text: the command checks as often as it notices something. */
    private void awaitLine(String text) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(text)) {
            line = out.readLine();
        }
        assertThat(line).isNotNull();
    }

    @Test
    void scriptsAreCheckedAfterEachChange() throws IOException {
        awaitLine("1 script: 0 errors");
        write("a.lua", "return x\n");
        awaitLine("there is no variable \"x\"");
        awaitLine("1 script: 1 error");
        write("a.lua", "return 2\n");
        awaitLine("1 script: 0 errors");
    }

    @Test
    void directoriesThatAreNewAreWatched() throws IOException {
        awaitLine("1 script: 0 errors");
        write("new/folder/b.lua", "return 1\n");
        awaitLine("2 scripts: 0 errors");
        write("new/folder/b.lua", "return y\n");
        awaitLine("there is no variable \"y\"");
        Files.delete(directory.resolve("lua/new/folder/b.lua"));
        awaitLine("1 script: 0 errors");
    }
}
