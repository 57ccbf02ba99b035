package dev.moonlet.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoIT {

    /** What differs from one run to the next. */
    private static final String SERVER = "(?:Redis|Valkey) \\S+, port \\d+";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

    private String printed() {
        return output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void theDemoPrintsWhatTheReadmeShows() throws Exception {
        boolean holds = new Demo(out).run();
        assertThat(Files.readString(Path.of("../../README.md")).replaceFirst(SERVER, "SERVER"))
                .contains("```sh\nmvn -q -Pdemo compile\n```\n\n```text\n"
                        + printed().replaceFirst(SERVER, "SERVER") + "```\n");
        assertThat(printed()).contains("Its state is in " + server() + ", port ");
        assertThat(holds).isTrue();
    }

    /** The server as its launcher names it. */
    private static String server() throws Exception {
        String launcher = System.getProperty("moonlet.server", "");
        if (launcher.isBlank()) {
            return "Redis 7.0.15";
        }
        Process process = new ProcessBuilder(launcher, "--version").start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed.replaceFirst("(?s)(\\w+) server v=(\\S+).*", "$1 $2");
    }

    @Test
    void whatDoesNotHoldIsSaid() {
        Narrator narrator = new Narrator(out);
        narrator.begin("A shop.");
        narrator.scene("job queue", "Workers mail receipts.");
        narrator.outcome(false, "3 lost");
        narrator.scene("lock", "A server closes.");
        narrator.outcome(true, "closed");
        assertThat(narrator.end()).isFalse();
        assertThat(printed()).isEqualTo("""
                A shop.

                job queue     Workers mail receipts.
                  FAILS       3 lost
                lock          A server closes.
                  ok          closed

                Something that must hold does not.
                """);
    }
}
