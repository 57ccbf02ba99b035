package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
import dev.moonlet.loader.ScriptLoader;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a result of 1,000 records costs the server beside a script that builds the rows of the reply itself: the server's own
 * {@code usec_per_call} of {@code EVALSHA}, in rounds that take turns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class RecordsCostBenchmark {

    private static final int CALLS = 50;

    @SuppressWarnings("NullAway.Init") // started before the first round
    private EmbeddedRedis redis;

    private String linked = "";
    private String handWritten = "";

    /** Starts a server and loads both scripts. */
    @Setup
    public void loadScripts() throws IOException {
        redis = EmbeddedRedis.start();
        ScriptLoader loader = ScriptLoader.of(Path.of("src/main/lua"));
        linked = connection().sync().scriptLoad(loader.load("large/records").text());
        handWritten = connection().sync().scriptLoad(LargeByHand.RECORDS);
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

    private double round(String digest) {
        return ServerTime.ofCalls(
                connection(),
                CALLS,
                (commands, call) -> commands.evalsha(digest, ScriptOutputType.MULTI, new String[] {}, "1000"));
    }
}
