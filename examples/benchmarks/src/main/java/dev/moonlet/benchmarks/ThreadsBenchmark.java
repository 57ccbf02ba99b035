package dev.moonlet.benchmarks;

import dev.moonlet.Batching;
import dev.moonlet.ExecutorBuilder;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.examples.demo.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** 64 threads that count at the same time and wait, on one connection: calls a millisecond. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(64)
public class ThreadsBenchmark {

    /** Who calls. */
    public enum Client {
        /** An executor that batches what is queued. */
        BATCHING,
        /** An executor. */
        MOONLET,
        /** The commands of Lettuce. */
        LETTUCE
    }

    /** Who calls. */
    @Param
    private Client client = Client.MOONLET;

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
        StatefulRedisConnection<String, String> connection = connections.connect();
        ExecutorBuilder builder = ScriptExecutor.on(connection);
        counter = switch (client) {
            case BATCHING -> new CounterLua(builder.batching(Batching.upTo(64)).build());
            case MOONLET -> new CounterLua(builder.build());
            case LETTUCE -> byHand(connection);
        };
        counter.count("counter");
    }

    private static Counter byHand(StatefulRedisConnection<String, String> connection) {
        String digest = connection.sync().scriptLoad(CallerScripts.COUNTER);
        return new Counter() {
            @Override
            public long count(String key) {
                return connection.sync().<Long>evalsha(digest, ScriptOutputType.INTEGER, key);
            }

            @Override
            public CompletionStage<Long> countAsync(String key) {
                return connection.async().evalsha(digest, ScriptOutputType.INTEGER, key);
            }
        };
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
