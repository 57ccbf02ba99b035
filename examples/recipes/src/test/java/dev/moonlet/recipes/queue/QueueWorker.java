package dev.moonlet.recipes.queue;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.payload.Payloads;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/** A process that handles jobs until it is killed. It says so, and waits for that, when it holds a job that is to die with it. */
final class QueueWorker {

    static final String HOLDING = "holding ";
    static final String DISORDER = "disorder ";
    static final String LETHAL = "lethal";
    static final QueueSettings SETTINGS = QueueSettings.defaults()
            .withLease(Duration.ofSeconds(1))
            .withMaxAttempts(1000)
            .withRemember(Duration.ofHours(1));

    private QueueWorker() {}

    public static void main(String[] args) throws Exception {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", Integer.parseInt(args[0])));
        StatefulRedisConnection<String, String> connection = client.connect();
        JobQueue<String> queue = new JobQueue<>(
                ScriptExecutor.of(connection), client.connectPubSub(), args[1], Payloads.strings(), SETTINGS);
        while (true) {
            try {
                handle(queue, connection);
            } catch (RedisException e) {
                System.out.println("the connection was cut: " + e);
            }
        }
    }

    private static void handle(JobQueue<String> queue, StatefulRedisConnection<String, String> connection)
            throws InterruptedException {
        List<LeasedJob<String>> jobs = queue.take(5, Duration.ofSeconds(1));
        checkOrder(jobs);
        for (LeasedJob<String> job : jobs) {
            connection.sync().hincrby("deliveries", job.id(), 1);
            if (job.id().endsWith(LETHAL) && job.attempt() == 1) {
                System.out.println(HOLDING + job.id());
                new CountDownLatch(1).await();
            }
            if (ThreadLocalRandom.current().nextInt(20) == 0) {
                job.release();
            } else if (job.acknowledge()) {
                connection.sync().hincrby("acknowledgements", job.id() + "/" + job.token(), 1);
            }
        }
    }

    /** Payloads are the priorities of their jobs. */
    private static void checkOrder(List<LeasedJob<String>> jobs) {
        for (int i = 1; i < jobs.size(); i++) {
            if (Integer.parseInt(jobs.get(i - 1).payload())
                    < Integer.parseInt(jobs.get(i).payload())) {
                System.out.println(DISORDER + jobs);
            }
        }
    }
}
