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

/** The language server in Neovim, if that is installed: what is broken is marked, and a quick fix repairs it. */
@Tag("any-server")
class NeovimIT {

    @TempDir
    Path project;

    @Test
    void aQuickFixRepairsAScript() throws IOException, InterruptedException {
        assumeThat(Programs.isInstalled("nvim")).as("nvim is installed").isTrue();
        Path scripts = Files.createDirectories(project.resolve("src/main/lua"));
        Files.writeString(scripts.resolve("a.lua"), "return redis.cal('PING')\n");
        ProcessBuilder builder = new ProcessBuilder(
                "nvim",
                "--headless",
                "-u",
                "NONE",
                "-c",
                "luafile "
                        + Path.of("src/test/resources/dev/moonlet/lsp/neovim.lua")
                                .toAbsolutePath());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        builder.environment()
                .put(
                        "MOONLET_COMMAND",
                        String.join(
                                "\n",
                                java,
                                "-jar",
                                Path.of("target/moonlet.jar").toAbsolutePath().toString(),
                                "lsp"));
        Process process =
                builder.directory(project.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(out.lines().map(String::strip))
                .contains(
                        "found true nil",
                        "message \"redis\" has no \"cal\"; did you mean redis.call?",
                        "action change to call",
                        "text return redis.call('PING')",
                        "repaired true nil",
                        "hover Complexity: O(1)",
                        "completion true");
    }
}
