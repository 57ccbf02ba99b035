package dev.moonlet;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.scripts.Requests;
import dev.moonlet.scripts.RequestsLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests whose connections are cut between request and reply, and whose server is killed. */
@Tag("faults")
class RequestFaultsIT {

    private static final String CALLS = "moonlet.ledger.calls";
    private static final int LEDGERS = 16;
    private static final int IN_FLIGHT = 512;

    @TempDir
    Path data;

    private RedisProcess server;
    private FaultyProxy proxy;
    private ClientResources resources;
    private RedisClient client;

    @BeforeEach
    void start() throws Exception {
        server = RedisProcess.start("appendonly yes", "appendfsync no", "dir " + data.toAbsolutePath());
        proxy = new FaultyProxy(server.port());
        resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(5)))
                .build();
        client = RedisClient.create(resources, proxy.uri());
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        resources.shutdown().get();
        proxy.close();
        server.close();
    }

    private enum Executor {
        AT_LEAST_ONCE,
        AT_MOST_ONCE,
        BATCHES,
        PIPELINE,
        FUNCTIONS;

        ScriptExecutor on(StatefulRedisConnection<String, String> connection) {
            ExecutorBuilder builder = ScriptExecutor.on(connection);
            return switch (this) {
                case AT_LEAST_ONCE -> builder.delivery(Delivery.AT_LEAST_ONCE).build();
                case AT_MOST_ONCE -> builder.delivery(Delivery.AT_MOST_ONCE).build();
                case BATCHES -> builder.batching(Batching.upTo(100)).build();
                case PIPELINE -> builder.buildPipeline();
                case FUNCTIONS ->
                    builder.functions(FunctionLibrary.of("requests", RequestsLua.scripts()))
                            .build();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestRunsOnceWhateverBreaks(Executor executor) throws Exception {
        int calls = Integer.getInteger(CALLS, 10_000);
        ScriptExecutor scripts = executor.on(client.connect());
        Requests requests = new RequestsLua(scripts);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger repeats = new AtomicInteger();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> load = thread.submit(() -> {
            Semaphore inFlight = new Semaphore(IN_FLIGHT);
            for (int i = 0; i < calls; i++) {
                if (!inFlight.tryAcquire()) {
                    flush(scripts);
                    inFlight.acquireUninterruptibly();
                }
                CompletionStage<Long> unused = requests.enterAsync("ledger:" + i % LEDGERS, i, "request-" + i)
                        .whenComplete((runs, failure) -> {
                            if (failure != null) {
                                failures.add(failure);
                            } else if (runs != 1) {
                                repeats.incrementAndGet();
                            }
                            answers.incrementAndGet();
                            inFlight.release();
                        });
            }
            flush(scripts);
            inFlight.acquireUninterruptibly(IN_FLIGHT);
        });
        int between = Math.max(IN_FLIGHT, calls / 200);
        int faults = 0;
        while (!load.isDone()) {
            int before = answers.get();
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> load.isDone() || answers.get() > before + between);
            breakSomething(faults++);
        }
        load.get(1, TimeUnit.MINUTES);
        thread.shutdown();
        assertThat(failures).isEmpty();
        assertThat(repeats).hasValue(0);
        assertThat(faults).isGreaterThan(3);
        int entries = 0;
        for (int ledger = 0; ledger < LEDGERS; ledger++) {
            String key = "ledger:" + ledger;
            Map<String, String> ran = server.ask(redis -> redis.hgetall(key));
            assertThat(ran.values()).allMatch("1"::equals);
            entries += ran.size();
        }
        assertThat(entries).isEqualTo(calls);
    }

    private static void flush(ScriptExecutor executor) {
        if (executor instanceof Pipeline pipeline) {
            pipeline.flush();
        }
    }

    /** A transaction whose end is not known is made again, with the same requests. */
    @Test
    void transactionsInDoubtAreMadeAgainWithTheirRequests() throws Exception {
        int calls = Integer.getInteger(CALLS, 10_000) / 20;
        int faults = 0;
        int again = 0;
        try (Transaction<String, String> transaction = Transaction.of(client::connect)) {
            Requests requests = new RequestsLua(transaction);
            for (int i = 0; i < calls; i++) {
                int id = i;
                if (i % 5 == 0) {
                    proxy.cutNextReply();
                    faults++;
                }
                boolean answered = false;
                while (!answered) {
                    try {
                        long runs = transaction.run(commands -> requests.enterAsync("ledger", id, "request-" + id));
                        assertThat(runs).isEqualTo(1);
                        answered = true;
                    } catch (RedisException e) {
                        again++;
                    }
                }
            }
        }
        assertThat(again).isBetween(1, faults);
        assertThat(server.ask(redis -> redis.hgetall("ledger")).values())
                .hasSize(calls)
                .allMatch("1"::equals);
    }

    private void breakSomething(int number) throws Exception {
        if (number % 16 == 3) {
            server.kill();
            server.restart();
        } else {
            proxy.cutNextReply();
        }
    }

    @Test
    @Timeout(50)
    void aRequestIsNotRepeatedWhenItsOutcomeMayBeForgotten() throws Exception {
        Requests requests = new RequestsLua(ScriptExecutor.of(client.connect()));
        assertThat(requests.brief("counter", "first")).isEqualTo(1);
        proxy.refuseConnections();
        proxy.cutNextReply();
        CompletionStage<Long> late = requests.briefAsync("counter", "second");
        await().until(() -> "2".equals(server.ask(redis -> redis.get("counter"))));
        await().until(() -> server.ask(redis -> redis.dbsize()) == 1); // the counter: both outcomes have expired
        proxy.acceptConnections();
        assertThatThrownBy(() -> late.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InDoubtException.class);
        assertThat(requests.brief("counter", "third")).isEqualTo(3);
    }
}
