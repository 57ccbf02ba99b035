package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
import io.lettuce.core.RedisClient;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** 64 threads that count at the same time and wait, on one connection: calls a millisecond, and bytes a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(64)
public class ThreadsBenchmark {

    /** Who calls. */
    @Param
    private ThreadsPeer client = ThreadsPeer.MOONLET;

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private RedisClient connections;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private Counter counter;

    /** Starts a server, and connects to it. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        connections = RedisClient.create("redis://127.0.0.1:" + redis.port());
        counter = client.on(connections.connect());
        counter.count("counter");
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws Exception {
        connections.shutdown();
        redis.close();
    }

    /** Counts, and waits. */
    @Benchmark
    public long count() {
        return counter.count("counter");
    }
}
