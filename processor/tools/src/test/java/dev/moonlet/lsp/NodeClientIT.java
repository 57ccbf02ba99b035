package dev.moonlet.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language server with the client library of VS Code, if Node is installed and the library can be had. */
@Tag("any-server")
class NodeClientIT {

    private static final Path CLIENT =
            Path.of("src/test/resources/dev/moonlet/lsp/node").toAbsolutePath();

    @TempDir
    Path client;

    @TempDir
    Path project;

    @Test
    void aCodeActionRepairsAScript() throws IOException, InterruptedException {
        assumeThat(Programs.isInstalled("node") && Programs.isInstalled("npm"))
                .as("node and npm are installed")
                .isTrue();
        for (String file : new String[] {"package.json", "package-lock.json", "client.js"}) {
            Files.copy(CLIENT.resolve(file), client.resolve(file));
        }
        Run install = run(client, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1");
        assumeThat(install.status()).as("npm ci: %s", install.out()).isZero();

        Path scripts = Files.createDirectories(project.resolve("src/main/lua"));
        Path script = Files.writeString(scripts.resolve("a.lua"), "return redis.cal('PING')\n");
        Run run = run(
                project,
                "node",
                client.resolve("client.js").toString(),
                script.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/moonlet.jar").toAbsolutePath().toString(),
                "lsp");
        assertThat(run.out().lines())
                .containsSubsequence(
                        "server moonlet",
                        "found true cal",
                        "message \"redis\" has no \"cal\"; did you mean redis.call?",
                        "action change to call",
                        "text return redis.call('PING')",
                        "repaired true",
                        "hover Complexity: O(1)",
                        "completion true true",
                        "exit 0");
        assertThat(run.status()).as(run.out()).isZero();
    }

    private record Run(int status, String out) {}

    private static Run run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }
}
