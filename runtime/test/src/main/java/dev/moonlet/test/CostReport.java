package dev.moonlet.test;

import dev.moonlet.test.internal.golden.GoldenFile;
import dev.moonlet.test.internal.monitor.ScriptRun;
import dev.moonlet.test.internal.monitor.ServerMonitor;
import dev.moonlet.test.internal.monitor.SlowLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What the calls of scripts cost, from when a test or its {@code @BeforeEach} takes this as a parameter. The commands are those
 * that the server itself reports, so they are exact, and include those of loops and functions.
 *
 * <pre>{@code
 * @Test
 * void acquireIsCheap(TokenBucket bucket, CostReport costs) {
 *     bucket.acquire("limit:ann", 10, 0.5, 1);
 *     costs.verify("acquire");
 * }
 * }</pre>
 *
 * <p>Each run of a script counts, also one that was sent again. Calls that are in flight may be missing. Safe for use by
 * several threads.
 *
 * @see <a href="https://redis.io/docs/latest/commands/monitor/">MONITOR</a>
 */
public final class CostReport {

    private final Class<?> test;
    private final ServerMonitor monitor;
    private final @Nullable SlowLog slowLog;
    private final UnaryOperator<String> names;
    private final int before;

    CostReport(Class<?> test, ServerMonitor monitor, @Nullable SlowLog slowLog, UnaryOperator<String> names) {
        this.test = test;
        this.monitor = monitor;
        this.slowLog = slowLog;
        this.names = names;
        this.before = monitor.runs().size();
    }

    /** The calls that were answered up to now, in the order in which the server ran them. */
    public List<ScriptCost> calls() {
        List<ScriptRun> runs = monitor.runs();
        runs = runs.subList(before, runs.size());
        List<Duration> times = slowLog == null ? List.of() : slowLog.times();
        List<ScriptCost> costs = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            ScriptRun run = runs.get(i);
            // Other numbers mean that calls came while the log was read.
            Optional<Duration> time = times.size() == runs.size() ? Optional.of(times.get(i)) : Optional.empty();
            if (run.ran()) {
                costs.add(new ScriptCost(names.apply(run.id()), run.commandNames(), time));
            }
        }
        return costs;
    }

    /**
     * Compares the commands of all calls with a golden file, {@code TokenBucketTest.NAME.md} beside the source of the test.
     * With {@code -Dmoonlet.goldens=rewrite} the file is written if it differs. The server's times are in the file, and are
     * not compared.
     *
     * @param name letters, digits, {@code -}, {@code _} and {@code .}
     * @throws AssertionFailedError if they differ, with the difference, or if there is no such file
     */
    public void verify(String name) {
        CostTable table = new CostTable(name, calls());
        GoldenFile.of(test, name).verify(table.commands(), table.times());
    }

    /**
     * Fails if a call took the server longer than a limit, by the server's own clock. A machine under load can exceed any
     * limit, so take one that is an order of magnitude above what you measure.
     *
     * @throws AssertionFailedError if one did
     * @throws IllegalStateException if the times are not known, as on a given server
     */
    public void verifyServerTime(Duration limit) {
        for (ScriptCost call : calls()) {
            Duration time = call.serverTime()
                    .orElseThrow(() -> new IllegalStateException(
                            "the times of calls are not known: the server is a given one, whose settings tests don't"
                                    + " change, or calls are in flight"));
            if (time.compareTo(limit) > 0) {
                throw new AssertionFailedError("a call of script %s took the server %d µs, which is more than %d µs"
                        .formatted(call.script(), CostTable.micros(time), CostTable.micros(limit)));
            }
        }
    }
}
