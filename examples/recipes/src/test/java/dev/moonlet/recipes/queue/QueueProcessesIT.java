package dev.moonlet.recipes.queue;

import static dev.moonlet.testing.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.payload.Payloads;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Processes handle jobs, and are killed while they hold some. Connections are cut meanwhile, those of the process that adds jobs
 * among them. {@code -Dmoonlet.recipes.seconds=60} goes on for longer.
 */
class QueueProcessesIT {

    private static final int WORKERS = 3;
    private static final int LEAST_KILLS = 3;
    private static final int LETHAL_EACH = 50;

    /** How many jobs that kill their worker the queue has at most, because it takes a new process for each. */
    private static final int LETHAL_AT_ONCE = 2;

    /** Jobs are not added faster than workers end them. */
    private static final int MOST_JOBS = 500;

    private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("moonlet.recipes.seconds", 2));

    private final Set<Process> workers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger kills = new AtomicInteger();
    private int cuts;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ConcurrentLinkedQueue<String> disorders = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void noJobIsLostOrDoneTwiceWhenWorkersAreKilled() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            RedisClient client = RedisClient.create(server.uri());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                JobQueue<String> queue = new JobQueue<>(
                        ScriptExecutor.of(connection),
                        client.connectPubSub(),
                        "q",
                        Payloads.strings(),
                        QueueWorker.SETTINGS);
                for (int i = 0; i < WORKERS; i++) {
                    startWorker(server);
                }
                Set<String> added = addJobs(queue, server);
                await().atMost(Duration.ofMinutes(4)).until(() -> queue.stats().size() == 0);
                check(queue.stats(), added, connection.sync());
                print(queue.stats());
            } finally {
                over.set(true);
                workers.forEach(Process::destroyForcibly);
                client.shutdown(0, 0, TimeUnit.SECONDS);
            }
        }
    }

    private Set<String> addJobs(JobQueue<String> queue, RedisProcess server) {
        Set<String> added = new HashSet<>();
        int lethal = 0;
        long end = System.nanoTime() + RUN.toNanos();
        while (System.nanoTime() < end || kills.get() < LEAST_KILLS) {
            int number = added.size();
            boolean killing = number % LETHAL_EACH == 0 && lethal < kills.get() + LETHAL_AT_ONCE;
            int priority = killing ? 7 : number % 7; // else it could wait for as long as others are added
            lethal += killing ? 1 : 0;
            String id = number + (killing ? QueueWorker.LETHAL : "");
            NewJob<String> job = NewJob.of(id, String.valueOf(priority)).withPriority(priority);
            queue.add(number % 10 == 0 ? job.withDelay(Duration.ofMillis(number % 30)) : job);
            added.add(id);
            if (number % 100 == 0) {
                await().atMost(Duration.ofMinutes(4)).until(() -> queue.stats().size() < MOST_JOBS);
            }
            if (number % 500 == 200) {
                cuts++;
                server.ask(
                        redis -> redis.clientKill(KillArgs.Builder.typeNormal().skipme()));
                server.ask(redis -> redis.clientKill(KillArgs.Builder.typePubsub()));
            }
        }
        return added;
    }

    private void check(QueueStats stats, Set<String> added, RedisCommands<String, String> redis) {
        assertThat(disorders).isEmpty();
        assertThat(kills).hasValueGreaterThanOrEqualTo(LEAST_KILLS);
        assertThat(stats.added()).as("added once each").isEqualTo(added.size());
        assertThat(redis.zrange("queue:{q}:done", 0, -1)).as("acknowledged").containsExactlyInAnyOrderElementsOf(added);
        assertThat(stats.acknowledged()).as("acknowledged once each").isEqualTo(added.size());
        assertThat(redis.hkeys("deliveries")).as("delivered at least once").hasSameElementsAs(added);
        Map<String, String> acknowledgements = redis.hgetall("acknowledgements");
        List<String> ids = acknowledgements.keySet().stream()
                .map(holder -> holder.substring(0, holder.indexOf('/')))
                .toList();
        assertThat(ids).as("acknowledged by one holder each").doesNotHaveDuplicates();
        assertThat(stats.expired()).as("leases of killed workers").isGreaterThanOrEqualTo(LEAST_KILLS);
    }

    private void print(QueueStats stats) {
        System.out.printf(
                "QueueProcessesIT: %d s, %d processes killed, connections cut %d times, %d jobs added, %d acknowledged, "
                        + "%d taken again, %d leases ended%n",
                RUN.toSeconds(),
                kills.get(),
                cuts,
                stats.added(),
                stats.acknowledged(),
                stats.taken() - stats.acknowledged(),
                stats.expired());
    }

    private void startWorker(RedisProcess server) {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        QueueWorker.class.getName(),
                        String.valueOf(server.port()),
                        "q")
                .redirectErrorStream(true);
        Process worker;
        try {
            worker = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workers.add(worker);
        Thread reader = new Thread(() -> read(worker, server));
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Kills the worker when it says that it holds a job. Another one is started in its place, and also if it has ended because its
     * connection was cut while it was being made.
     */
    private void read(Process worker, RedisProcess server) {
        try (BufferedReader output = worker.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(QueueWorker.DISORDER)) {
                    disorders.add(line);
                } else if (line.startsWith(QueueWorker.HOLDING)) {
                    kills.incrementAndGet();
                    worker.destroyForcibly();
                }
            }
        } catch (IOException e) {
            // the process was killed
        }
        if (!over.get()) {
            startWorker(server);
        }
    }
}
