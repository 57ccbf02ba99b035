package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/** The locks or the limiters of {@link RecipeBenchmark}, which take {@linkplain Turns turns} on one server. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 50)
@Measurement(iterations = 50)
@Fork(1)
public class RecipeTurnsBenchmark {

    private static final int CALLS = 100;

    /** What is measured. */
    @Param
    private RecipePeer.Work work = RecipePeer.Work.LOCK;

    private final Map<RecipePeer, RecipeCaller> callers = new EnumMap<>(RecipePeer.class);

    @SuppressWarnings("NullAway.Init") // made before the first call
    private Turns<RecipePeer> turns;

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    /** Starts a server, and connects all libraries to it. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        turns = new Turns<>(Stream.of(RecipePeer.values())
                .filter(peer -> peer.work() == work)
                .toList());
        turns.peers().forEach(peer -> callers.put(peer, peer.connect(redis.port())));
    }

    /** Forgets what warmed up. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        turns.begin(iteration);
    }

    /** Stops the server, and says what was measured. */
    @TearDown
    public void stop() throws Exception {
        turns.print("%s, ms for %,d calls".formatted(work, CALLS));
        callers.values().forEach(RecipeCaller::close);
        redis.close();
    }

    /** One turn of each library. */
    @Benchmark
    public void turns() throws Exception {
        turns.run(peer -> {
            RecipeCaller caller = Objects.requireNonNull(callers.get(peer));
            for (int i = 0; i < CALLS; i++) {
                caller.run();
            }
        });
    }
}
