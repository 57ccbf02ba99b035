package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
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
 * Locks and limiters beside Redisson and Bucket4j: the lines of {@code -prof gc} show what one lock, taken and given back, or one
 * permit allocates. {@link RecipeTurnsBenchmark} shows how long they take.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RecipeBenchmark {

    /** Who locks or limits. */
    @Param
    private RecipePeer peer = RecipePeer.MOONLET_LOCK;

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private RecipeCaller caller;

    /** Starts a server, and connects to it. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        caller = peer.connect(redis.port());
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws Exception {
        caller.close();
        redis.close();
    }

    /** Takes a lock and gives it back, or takes a permit. */
    @Benchmark
    public void run() throws Exception {
        caller.run();
    }
}
