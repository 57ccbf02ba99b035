package dev.moonlet.recipes.killed;

import dev.moonlet.ScriptExecutor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CountDownLatch;

/** A process that works with a recipe until it is killed. */
final class Worker {

    /** What it prints while it holds something. */
    static final String HOLDS = "holds";

    /** The key of the number of holds of all processes. */
    static final String COUNTED = "counted";

    private Worker() {}

    /** Runs with the port of the server, the name of a {@link Work}, and whether it stops while it holds something. */
    public static void main(String[] args) throws Exception {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + args[0]);
        StatefulRedisConnection<String, String> connection = client.connect();
        var executor = ScriptExecutor.of(connection);
        Work.Session session = Work.valueOf(args[1]).begin(executor, client.connectPubSub());
        boolean stops = Boolean.parseBoolean(args[2]);
        while (true) {
            session.round(() -> {
                connection.sync().incr(COUNTED);
                if (stops) {
                    stopHere();
                }
            });
        }
    }

    private static void stopHere() {
        System.out.println(HOLDS);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
