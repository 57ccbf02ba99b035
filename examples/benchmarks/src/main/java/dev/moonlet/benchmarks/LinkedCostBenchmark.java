package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.script.Script;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a script of n included functions costs the server beside the same functions in one file that was written by hand:
 * the server's own {@code usec_per_call} of {@code EVALSHA}, in rounds that take turns.
 *
 * <p>The one script has its functions in a file each, every one of which includes the others that it needs; the other has
 * them one after the other. {@code ratioPercent} is the median of the rounds' ratios, linked to hand-written.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class LinkedCostBenchmark {

    private static final int CALLS = 2_000;

    /** How many functions are included. */
    @Param({"5", "20", "80"})
    private int functions;

    @SuppressWarnings("NullAway.Init") // started before the first round
    private EmbeddedRedis redis;

    private String linked = "";
    private String handWritten = "";

    /** Starts a server and loads both scripts. */
    @Setup
    public void loadScripts() throws IOException {
        redis = EmbeddedRedis.start();
        ScriptLoader loader = ScriptLoader.of();
        StringBuilder byHand = new StringBuilder();
        StringBuilder main = new StringBuilder();
        for (int i = 0; i < functions; i++) {
            String include = i == 0 ? "" : "---@include \"f" + (i - 1) + "\"\n";
            String previous = i == 0 ? "x" : "f" + (i - 1) + "(x)";
            String function =
                    "local function f" + i + "(x)\n  -- Adds " + i + ".\n  return " + previous + " + " + i + "\nend\n";
            loader.parse("f" + i, include + function);
            byHand.append(function);
            main.append("---@include \"f" + i + "\"\n");
        }
        String body = "local sum = 0\nfor i = 1, 10 do\n  sum = sum + f" + (functions - 1) + "(i)\nend\nreturn sum\n";
        Script script = loader.parse("main", main + body);
        linked = connection().sync().scriptLoad(script.text());
        handWritten = connection().sync().scriptLoad(byHand + "\n" + body);
    }

    private StatefulRedisConnection<String, String> connection() {
        return redis.connection();
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws IOException {
        redis.close();
    }

    /** Runs both, in turn. */
    @Benchmark
    public void rounds(ComparedCost cost) {
        cost.compare(() -> round(linked), () -> round(handWritten));
    }

    /** The server's microseconds a call. */
    private double round(String digest) {
        return ServerTime.ofCalls(
                connection(), CALLS, (commands, call) -> commands.evalsha(digest, ScriptOutputType.INTEGER));
    }
}
