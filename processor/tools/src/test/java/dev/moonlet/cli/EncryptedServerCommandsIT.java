package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.TlsCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a server, with one that encrypts. */
@Timeout(120)
class EncryptedServerCommandsIT {

    @TempDir
    static Path keys;

    @TempDir
    static Path directory;

    private static int port;
    private static RedisProcess server;
    private static SampleProject project;

    @BeforeAll
    static void start() throws Exception {
        TlsCertificate tls = TlsCertificate.in(keys);
        port = RedisProcess.freePort();
        server = RedisProcess.start(tls.settings(port, "no"));
        project = SampleProject.in(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String unverified() {
        return "rediss://127.0.0.1:" + port + "/0?verifyPeer=NONE";
    }

    @Test
    void scriptsAreLoadedComparedAndNamed() {
        assertThat(project.moonlet("load", "-u", unverified()).err()).isEmpty();
        CommandRun run = project.moonlet("diff", "-u", unverified());
        assertThat(run.out()).startsWith("loaded ").doesNotContain("missing ");
        assertThat(run.status()).isZero();
        assertThat(project.moonlet("slowlog", "-u", unverified()).status()).isZero();
    }

    @Test
    void theDebuggerVerifiesTheCertificate() {
        CommandRun run =
                project.moonletWithInput("continue\n", "debug", "jobs/size", "-u", unverified(), "--key", "queue=mail");
        assertThat(run.err()).contains("this command verifies the certificate of the server: leave out verifyPeer");
        CommandRun unknown = project.moonletWithInput(
                "continue\n", "debug", "jobs/size", "-u", "rediss://127.0.0.1:" + port, "--key", "queue=mail");
        assertThat(unknown.err()).contains("can't connect to 127.0.0.1:" + port);
        assertThat(unknown.status()).isNotZero();
    }

    /** A copy of a server can't go on with the encryption of a connection. */
    @Test
    void aScriptIsDebuggedOnAServerThatIsTrusted() throws Exception {
        CommandRun copy = debug();
        CommandRun sync = debug("--sync");
        assertThat(sync.err()).isEmpty();
        assertThat(sync.out()).contains("jobs/size.lua").endsWith("0\n");
        assertThat(sync.status()).isZero();
        if (copy.status() != 0) { // from 7.0.3 on
            assertThat(copy.err()).contains("connect without TLS, or use --sync");
        }
    }

    private static CommandRun debug(String... options) throws Exception {
        Path errors = keys.resolve("errors.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + keys.resolve("keys.p12"),
                "-Djavax.net.ssl.trustStorePassword=secret",
                "-cp",
                System.getProperty("java.class.path"),
                Moonlet.class.getName(),
                "debug",
                "jobs/size",
                "--path",
                project.directory().toString(),
                "-u",
                "rediss://127.0.0.1:" + port,
                "--key",
                "queue=mail"));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().write("continue\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new CommandRun(process.exitValue(), out, Files.readString(errors));
    }
}
