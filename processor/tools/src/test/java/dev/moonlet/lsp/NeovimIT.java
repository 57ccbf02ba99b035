package dev.moonlet.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language server in Neovim with the settings of the page, if it is installed: what is broken is marked, and a quick fix repairs it. */
@Tag("any-server")
class NeovimIT {

    private static final Path PAGE = Path.of("../../docs/editors.md");
    private static final Pattern BLOCK = Pattern.compile("```lua\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path project;

    @Test
    void aQuickFixRepairsAScript() throws IOException, InterruptedException {
        assumeThat(Programs.isInstalled("nvim")).as("nvim is installed").isTrue();
        Path scripts = Files.createDirectories(project.resolve("src/main/lua"));
        Files.writeString(scripts.resolve("a.lua"), "return redis.cal('PING')\n");
        Files.writeString(project.resolve("init.lua"), settings());
        ProcessBuilder builder = new ProcessBuilder(
                "nvim",
                "--headless",
                "-u",
                "init.lua",
                "-c",
                "luafile "
                        + Path.of("src/test/resources/dev/moonlet/lsp/neovim.lua")
                                .toAbsolutePath());
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

    /** What the page says for the version that is installed, with the places of this machine. */
    private static String settings() throws IOException, InterruptedException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        String settings = blocks.get(0);
        if (isBefore08()) {
            String start = settings.substring(settings.indexOf("    vim.lsp.start("), settings.indexOf("  end,\n})"));
            settings = settings.replace(start, blocks.get(1));
        }
        String jar = Path.of("target/moonlet.jar").toAbsolutePath().toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(settings).contains("'java'", "/path/to/moonlet.jar");
        return settings.replace("'java'", "'" + java + "'").replace("/path/to/moonlet.jar", jar);
    }

    private static boolean isBefore08() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("nvim", "--version").start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return version.matches("(?s)NVIM v0\\.[0-7]\\..*");
    }
}
