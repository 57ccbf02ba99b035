package dev.moonlet.examples.demo;

import dev.moonlet.ScriptExecutor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Runs every scenario on a real server and prints what came of it. */
public final class Demo {

    private static final Duration DURATION = Duration.ofSeconds(3);

    private static final int NAME_WIDTH = 44;
    private static final int VALUE_WIDTH = 46;

    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    /** Exits with status 1 if something that must hold does not. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        boolean holds = new Demo(System.out)
                .run(DURATION, List.of(new RateLimiterScenario(), new JobQueueScenario(), new InventoryScenario()));
        System.exit(holds ? 0 : 1);
    }

    /** Runs scenarios, each for a while; whether all their invariants hold. */
    boolean run(Duration duration, List<Scenario> scenarios) throws IOException, InterruptedException {
        boolean holds = true;
        try (EmbeddedRedis redis = EmbeddedRedis.start()) {
            out.printf("Typed Java methods run Lua scripts on %s, port %d%n", redis.version(), redis.port());
            for (Scenario scenario : scenarios) {
                out.printf("%n%s%n  %s%n", scenario.title(), scenario.story());
                Report report = scenario.run(
                        ScriptExecutor.of(redis.connection()), duration, what -> out.printf("  ... %s%n", what));
                print(report);
                holds &= report.holds();
            }
        }
        out.printf("%n%s%n", holds ? "Everything that must hold does." : "Something that must hold does not.");
        return holds;
    }

    private void print(Report report) {
        String line = "  +-" + "-".repeat(NAME_WIDTH) + "-+-" + "-".repeat(VALUE_WIDTH) + "-+";
        out.println(line);
        for (Report.Figure figure : report.figures()) {
            printRow(figure.name(), "%,d".formatted(figure.value()));
        }
        out.println(line);
        for (Report.Invariant invariant : report.invariants()) {
            printRow((invariant.holds() ? "ok    " : "FAILS ") + invariant.statement(), invariant.evidence());
        }
        out.println(line);
    }

    private void printRow(String name, String value) {
        out.printf("  | %-" + NAME_WIDTH + "s | %" + VALUE_WIDTH + "s |%n", name, value);
    }
}
