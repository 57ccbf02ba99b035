package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that runs the jar, and what shells complete. */
@Tag("any-server")
class LauncherIT {

    private static final Path JAR = Path.of("target/moonlet.jar").toAbsolutePath();

    @TempDir
    Path directory;

    private static String run(Path directory, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLauncherRunsTheJarWhereverItIs() throws Exception {
        Path jar = directory.resolve("it's here/moonlet.jar");
        Files.createDirectories(jar.getParent());
        Files.copy(JAR, jar);
        Path launcher = directory.resolve("moonlet");
        Files.writeString(launcher, run(directory, java(), "-jar", jar.toString(), "launcher"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(directory.resolve("src/main/lua"));
        Files.writeString(directory.resolve("src/main/lua/a b.lua"), "return 1\n");
        assertThat(run(directory, launcher.toString(), "check")).isEqualTo("1 script: 0 errors, 0 warnings\n");
        assertThat(run(directory, launcher.toString(), "link", "a b")).isEqualTo("return 1\n");
    }

    @Test
    void theLauncherOfWindowsNamesTheJar() {
        CommandRun run = CommandRun.of("launcher", "--shell", "cmd");
        assertThat(run.out())
                .startsWith("@echo off")
                .contains("-jar \"" + Path.of("target").toAbsolutePath());
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "bash"))),
                "bash is not installed: completion is not tried");
        Files.writeString(
                directory.resolve("completion"), CommandRun.of("completion").out());
        String script = """
                source ./completion
                COMP_WORDS=(moonlet %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="${COMP_WORDS[*]}"
                _complete_moonlet 2>/dev/null; echo "${COMPREPLY[*]}" # compopt works in a shell that completes
                """;
        assertThat(run(directory, "bash", "-c", script.formatted("cata"))).isEqualTo("catalog\n");
        assertThat(run(directory, "bash", "-c", script.formatted("check --base")))
                .isEqualTo("--baseline\n");
        assertThat(run(directory, "bash", "-c", script.formatted("functions pr")))
                .isEqualTo("prune\n");
    }
}
