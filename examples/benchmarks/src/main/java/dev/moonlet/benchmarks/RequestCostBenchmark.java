package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
import dev.moonlet.loader.ScriptLoader;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What {@code @once} costs the server: its own {@code usec_per_call} of a script that withdraws an amount, without a request id,
 * for new requests, and for repeats, in rounds that take turns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class RequestCostBenchmark {

    private static final int ROUNDS = 41;
    private static final int CALLS = 2_000;
    private static final String[] KEYS = {"account", "moonlet:once:{2hZ}:"};

    /** What JMH shows beside the time, which says nothing here. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Cost {

        /** The server's time of a call without a request id, in nanoseconds. */
        public long plainNanos;

        /** The server's time of a new request, in nanoseconds. */
        public long newNanos;

        /** The server's time of a repeat, in nanoseconds. */
        public long repeatNanos;

        /** What a new request takes up in the memory of the server, in bytes. */
        public long bytes;
    }

    @SuppressWarnings("NullAway.Init") // started before the first round
    private EmbeddedRedis redis;

    private String plain = "";
    private String once = "";

    /** Starts a server and loads both scripts. */
    @Setup
    public void loadScripts() throws IOException {
        redis = EmbeddedRedis.start();
        ScriptLoader loader = ScriptLoader.of();
        String withdraw = """
                ---@key account
                ---@arg amount integer
                %s
                ---@return integer
                return redis.call('DECRBY', account, amount)
                """;
        plain = connection()
                .sync()
                .scriptLoad(loader.parse("plain", withdraw.formatted("---@arg request string"))
                        .text());
        once = connection()
                .sync()
                .scriptLoad(loader.parse("once", withdraw.formatted("---@once request"))
                        .text());
    }

    private StatefulRedisConnection<String, String> connection() {
        return redis.connection();
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws IOException {
        redis.close();
    }

    /** Runs all, in turn. */
    @Benchmark
    public void rounds(Cost cost) {
        List<Double> plainTimes = new ArrayList<>();
        List<Double> newTimes = new ArrayList<>();
        List<Double> repeatTimes = new ArrayList<>();
        long before = usedMemory();
        for (int i = 0; i < ROUNDS; i++) {
            int first = CALLS * i;
            plainTimes.add(round(plain, 1, first));
            newTimes.add(round(once, 2, first));
            repeatTimes.add(round(once, 2, first));
        }
        cost.plainNanos = Math.round(1000 * ServerTime.median(plainTimes));
        cost.newNanos = Math.round(1000 * ServerTime.median(newTimes));
        cost.repeatNanos = Math.round(1000 * ServerTime.median(repeatTimes));
        cost.bytes = (usedMemory() - before) / ((long) ROUNDS * CALLS);
    }

    private long usedMemory() {
        String prefix = "used_memory:";
        return connection()
                .sync()
                .info("memory")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> Long.parseLong(line.substring(prefix.length())))
                .findFirst()
                .orElseThrow();
    }

    private double round(String digest, int keys, int first) {
        return ServerTime.ofCalls(connection(), CALLS, (commands, call) -> {
            String request = "request-" + (first + call);
            String[] names = keys == 1 ? new String[] {KEYS[0]} : new String[] {KEYS[0], KEYS[1] + request};
            return commands.evalsha(digest, ScriptOutputType.INTEGER, names, "1", request);
        });
    }
}
