package dev.moonlet.benchmarks;

import dev.moonlet.examples.demo.EmbeddedRedis;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/** The calls of {@link CallBenchmark}, where all clients take {@linkplain Turns turns} in one process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 100)
@Measurement(iterations = 100)
@Fork(1)
public class CallTurnsBenchmark {

    /** What a client does in its turn. */
    public enum Work {
        /** Counts, and waits each time. */
        COUNT(100) {
            @Override
            void run(Caller caller) throws Exception {
                for (int i = 0; i < calls; i++) {
                    caller.count();
                }
            }
        },
        /** Takes a permit, and waits each time. */
        TAKE(100) {
            @Override
            void run(Caller caller) throws Exception {
                for (int i = 0; i < calls; i++) {
                    caller.take();
                }
            }
        },
        /** Counts, with 100 calls in flight. */
        COUNT_100(100) {
            @Override
            void run(Caller caller) throws Exception {
                caller.counts(calls);
            }
        },
        /** Counts, with 1,000 calls in flight. */
        COUNT_1000(1_000) {
            @Override
            void run(Caller caller) throws Exception {
                caller.counts(calls);
            }
        },
        /** Takes permits, with 1,000 calls in flight. */
        TAKE_1000(1_000) {
            @Override
            void run(Caller caller) throws Exception {
                caller.takes(calls);
            }
        };

        final int calls;

        Work(int calls) {
            this.calls = calls;
        }

        abstract void run(Caller caller) throws Exception;
    }

    /** What is measured. */
    @Param
    private Work work = Work.COUNT;

    private final Map<CallPeer, Caller> callers = new EnumMap<>(CallPeer.class);
    private final Turns<CallPeer> turns = new Turns<>(List.of(CallPeer.values()));

    @SuppressWarnings("NullAway.Init") // started before the first call
    private EmbeddedRedis redis;

    /** Starts a server, and connects all clients to it. */
    @Setup
    public void connect() throws Exception {
        redis = EmbeddedRedis.start();
        for (CallPeer peer : CallPeer.values()) {
            callers.put(peer, peer.connect(redis.port()));
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
        turns.print("%s, ms for %,d calls".formatted(work, work.calls));
        callers.values().forEach(Caller::close);
        redis.close();
    }

    /** One turn of each client. */
    @Benchmark
    public void turns() throws Exception {
        turns.run(peer -> work.run(Objects.requireNonNull(callers.get(peer))));
    }
}
