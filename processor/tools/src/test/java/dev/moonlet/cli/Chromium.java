package dev.moonlet.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A browser, where one is installed.
 *
 * @param program its path
 * @param profile a directory for its data
 */
record Chromium(Path program, Path profile) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** The browser; without one, the test is skipped. */
    static Chromium orSkip(Path profile) {
        Optional<Path> program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "Chromium is not installed: pages are not shown in a browser");
        return new Chromium(program.orElseThrow(), profile);
    }

    /** The content of a page once its scripts have run. */
    String content(String address, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=20000",
                "--dump-dom"));
        command.addAll(List.of(options));
        command.add(address);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String content = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(60, TimeUnit.SECONDS);
            return content;
        } finally {
            process.destroyForcibly();
        }
    }
}
