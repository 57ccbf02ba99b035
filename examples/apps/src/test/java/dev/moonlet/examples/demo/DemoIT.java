package dev.moonlet.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoIT {

    @Test
    void everyInvariantHoldsUnderLoad() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        boolean holds = new Demo(new PrintStream(output, true, StandardCharsets.UTF_8))
                .run(
                        Duration.ofSeconds(1),
                        List.of(new RateLimiterScenario(), new JobQueueScenario(), new InventoryScenario()));
        String text = output.toString(StandardCharsets.UTF_8);
        assertThat(holds).as(text).isTrue();
        assertThat(text)
                .containsPattern("run Lua scripts on " + server() + ", port \\d+\n")
                .contains("Rate limiter", "Job queue", "Inventory", "Everything that must hold does.")
                .doesNotContain("FAILS");
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
    void whatDoesNotHoldIsSaid() throws Exception {
        Scenario broken = new Scenario() {
            @Override
            public String title() {
                return "Broken";
            }

            @Override
            public String story() {
                return "promises too much";
            }

            @Override
            public Report run(dev.moonlet.ScriptExecutor executor, Duration duration, Progress progress) {
                return new Report(List.of(), List.of(new Report.Invariant("no job lost", "3 lost", false)));
            }
        };
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        boolean holds = new Demo(new PrintStream(output, true, StandardCharsets.UTF_8))
                .run(Duration.ofSeconds(1), List.of(broken));
        assertThat(holds).isFalse();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("FAILS no job lost", "3 lost", "Something that must hold does not.");
    }
}
