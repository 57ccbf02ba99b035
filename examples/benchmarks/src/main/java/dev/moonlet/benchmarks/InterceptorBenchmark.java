package dev.moonlet.benchmarks;

import dev.moonlet.CallInterceptor;
import dev.moonlet.InterceptedCall;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.demo.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
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

/** What interceptors cost, by {@code -prof gc}: none, one that only passes calls on, and three of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InterceptorBenchmark {

    private static final int CALLS = 1000;

    /** How many interceptors there are. */
    @Param({"0", "1", "3"})
    private int interceptors;

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private RedisClient client;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private Counter counter;

    /** Starts a server, and connects to it. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        client = RedisClient.create("redis://127.0.0.1:" + redis.port());
        CallInterceptor passing = InterceptedCall::proceed;
        ScriptExecutor executor = ScriptExecutor.on(client.connect())
                .interceptors(Collections.nCopies(interceptors, passing).toArray(CallInterceptor[]::new))
                .build();
        counter = new CounterLua(executor);
        counter.count("counter");
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws Exception {
        client.shutdown();
        redis.close();
    }

    /** Counts, and waits. */
    @Benchmark
    public long count() {
        return counter.count("counter");
    }

    /** Counts 1,000 times. */
    @Benchmark
    public long count1000() throws Exception {
        List<CompletionStage<Long>> counts = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            counts.add(counter.countAsync("counter"));
        }
        return counts.get(CALLS - 1).toCompletableFuture().get();
    }
}
