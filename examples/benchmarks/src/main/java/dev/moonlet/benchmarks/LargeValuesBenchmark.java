package dev.moonlet.benchmarks;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.demo.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Large results and arguments beside Lettuce by hand, and how they grow. A text has ten characters an element. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LargeValuesBenchmark {

    /** Who calls. */
    public enum Client {
        /** The generated class. */
        MOONLET,
        /** The commands of Lettuce. */
        LETTUCE
    }

    /** How many elements there are. */
    @Param({"10", "1000", "5000", "100000"})
    private int elements;

    /** Who calls. */
    @Param
    private Client client = Client.MOONLET;

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private RedisClient connections;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private Large large;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private List<String> values;

    private String text = "";

    /** Starts a server, and connects to it. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        connections = RedisClient.create("redis://127.0.0.1:" + redis.port());
        StatefulRedisConnection<String, String> connection = connections.connect();
        large = client == Client.MOONLET ? new LargeLua(ScriptExecutor.of(connection)) : new LargeByHand(connection);
        values = IntStream.range(0, elements).mapToObj(i -> "row" + i).toList();
        text = "0123456789".repeat(elements);
        if (large.records(2).size() != 2 || large.text("12") != 2 || large.elements(List.of("1", "2")) != 2) {
            throw new IllegalStateException(client + " does not call the scripts");
        }
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws Exception {
        connections.shutdown();
        redis.close();
    }

    /** A result of records of four fields. */
    @Benchmark
    public Object records() {
        return large.records(elements);
    }

    /** A result of strings. */
    @Benchmark
    public Object strings() {
        return large.strings(elements);
    }

    /** An argument of one text. */
    @Benchmark
    public Object text() {
        return large.text(text);
    }

    /** As many arguments. */
    @Benchmark
    public Object arguments() {
        return large.elements(values);
    }
}
