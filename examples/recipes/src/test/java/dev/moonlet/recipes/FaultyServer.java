package dev.moonlet.recipes;

import static dev.moonlet.testing.Waiting.await;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A server that keeps its data on the disk, and breaks while threads work with it. */
public final class FaultyServer implements AutoCloseable {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("moonlet.faults.seconds", 1));
    private static final int THREADS = 4;
    private static final int ROUNDS = 20;

    /** What breaks, again and again. */
    public enum Fault {

        /** A connection is cut when the server has run a call, before the client has the reply. */
        REPLY_CUT {
            @Override
            void happen(FaultyServer server) {
                int cuts = server.proxy.cuts();
                server.proxy.cutNextReply();
                await().pollInterval(Duration.ofMillis(1)).until(() -> server.proxy.cuts() > cuts);
            }

            @Override
            RedisURI uri(FaultyServer server) {
                return server.proxy.uri();
            }
        },

        /** The server is killed, and started again with its data. */
        SERVER_KILLED {
            @Override
            void happen(FaultyServer server) throws Exception {
                server.process.kill();
                server.process.restart();
            }

            @Override
            RedisURI uri(FaultyServer server) {
                return server.process.uri();
            }
        };

        abstract void happen(FaultyServer server) throws Exception;

        /** Where clients connect to. */
        abstract RedisURI uri(FaultyServer server);
    }

    /** What a thread does while it may go on. */
    @FunctionalInterface
    public interface Work {
        void run(BooleanSupplier goOn) throws Exception;
    }

    private final Fault fault;
    private final RedisProcess process;
    private final FaultyProxy proxy;
    private final ClientResources resources;
    private final RedisClient client;
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean breaks;

    private FaultyServer(Fault fault, RedisProcess process) throws Exception {
        this.fault = fault;
        this.process = process;
        this.proxy = new FaultyProxy(process.port());
        this.resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(5)))
                .build();
        this.client = RedisClient.create(resources, fault.uri(this));
    }

    /** Starts a server that has such a fault during {@link #breakDuring}. */
    public static FaultyServer start(Fault fault, Path data) throws Exception {
        return new FaultyServer(
                fault, RedisProcess.start("appendonly yes", "appendfsync no", "dir " + data.toAbsolutePath()));
    }

    /** Runs scripts on a new connection. */
    public ScriptExecutor executor(Delivery delivery) {
        return ScriptExecutor.on(client.connect()).delivery(delivery).build();
    }

    /** A new connection for messages. */
    public StatefulRedisPubSubConnection<String, String> messages() {
        return client.connectPubSub();
    }

    /**
     * Has several threads work while the server breaks, at least once, and waits until they have ended.
     *
     * @param connect makes what a thread does, while nothing breaks yet
     */
    public void breakDuring(Supplier<Work> connect) throws Exception {
        List<Work> works = Stream.generate(connect).limit(THREADS).toList();
        breaks = true;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CompletionService<Void> running = new ExecutorCompletionService<>(threads);
            for (Work work : works) {
                Future<Void> unused = running.submit(() -> {
                    work.run(this::goesOn);
                    return null;
                });
            }
            long startedAt = System.nanoTime();
            do {
                awaitRounds();
                fault.happen(this);
            } while (System.nanoTime() - startedAt < TIME.toNanos());
            breaks = false;
            for (int ended = 0; ended < THREADS; ended++) {
                Future<Void> thread = running.poll(1, TimeUnit.MINUTES);
                if (thread == null) {
                    throw new AssertionError("threads go on or hang: " + (THREADS - ended));
                }
                thread.get();
            }
        } finally {
            breaks = false;
            threads.shutdownNow();
        }
    }

    private boolean goesOn() {
        rounds.incrementAndGet();
        return breaks;
    }

    /** Lets threads work before something breaks. */
    private void awaitRounds() {
        int before = rounds.get();
        await().pollInterval(Duration.ofMillis(1)).until(() -> rounds.get() >= before + ROUNDS);
    }

    @Override
    public void close() throws IOException {
        client.shutdown(0, 0, TimeUnit.SECONDS);
        resources.shutdown().syncUninterruptibly();
        proxy.close();
        process.close();
    }
}
