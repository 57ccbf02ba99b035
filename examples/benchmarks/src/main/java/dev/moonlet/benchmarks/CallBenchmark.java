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
 * Calls of scripts beside other clients in one run: one that waits, and many in flight. The lines of
 * {@code -prof gc} show what is allocated; for an invocation with many calls, it is the sum of all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallBenchmark {

    /** Who calls. */
    @Param
    private CallPeer peer = CallPeer.MOONLET;

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private Caller caller;

    /** Starts a server, and connects to it. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        caller = peer.connect(redis.port());
        long count = caller.counts(10);
        if (count != 10
                || caller.count() != 11
                || !caller.take().allowed()
                || !caller.takes(10).allowed()) {
            throw new IllegalStateException(peer + " does not call the scripts");
        }
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws Exception {
        caller.close();
        redis.close();
    }

    /** Counts, and waits. */
    @Benchmark
    public Object count() throws Exception {
        return caller.count();
    }

    /** Takes a permit, and waits. */
    @Benchmark
    public Object take() throws Exception {
        return caller.take();
    }

    /** Counts 100 times. */
    @Benchmark
    public Object count100() throws Exception {
        return caller.counts(100);
    }

    /** Counts 1,000 times. */
    @Benchmark
    public Object count1000() throws Exception {
        return caller.counts(1000);
    }

    /** Takes 1,000 permits. */
    @Benchmark
    public Object take1000() throws Exception {
        return caller.takes(1000);
    }
}
