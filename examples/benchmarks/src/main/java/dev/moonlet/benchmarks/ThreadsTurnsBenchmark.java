package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/** The calls of {@link ThreadsBenchmark}, where all clients take {@linkplain Turns turns} in one process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 30)
@Measurement(iterations = 60)
@Fork(1)
public class ThreadsTurnsBenchmark {

    private static final int THREADS = 64;
    private static final int CALLS = 200;

    private final Map<ThreadsPeer, Counter> counters = new EnumMap<>(ThreadsPeer.class);
    private final Turns<ThreadsPeer> turns = new Turns<>(List.of(ThreadsPeer.values()));
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    @SuppressWarnings("NullAway.Init") // made before the first call
    private RedisClient connections;

    /** Starts a server, and connects to it, once for each client. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        connections = RedisClient.create("redis://127.0.0.1:" + redis.port());
        for (ThreadsPeer peer : ThreadsPeer.values()) {
            counters.put(peer, peer.on(connections.connect()));
        }
    }

    /** Forgets what warmed up. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        turns.begin(iteration);
    }

    /** Stops the server, and says what was measured. */
    @TearDown
    public void stop() throws Exception {
        turns.print("%d threads, ms for %,d calls".formatted(THREADS, THREADS * CALLS));
        threads.shutdown();
        connections.shutdown();
        redis.close();
    }

    /** One turn of each client. */
    @Benchmark
    public void turns() throws Exception {
        turns.run(peer -> countInThreads(Objects.requireNonNull(counters.get(peer))));
    }

    private void countInThreads(Counter counter) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(() -> {
                for (int call = 0; call < CALLS; call++) {
                    long unused = counter.count("counter");
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
    }
}
