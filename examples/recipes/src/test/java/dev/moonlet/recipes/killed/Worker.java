package dev.moonlet.recipes.killed;

import dev.moonlet.ScriptExecutor;
import io.lettuce.core.RedisClient;
import java.util.concurrent.CountDownLatch;

/** A process that works with a recipe until it is killed. */
final class Worker {

    /** What it prints while it holds something. */
    static final String HOLDS = "holds";

    private Worker() {}

    /** Runs with the port of the server, the name of a {@link Work}, and whether it stops while it holds something. */
    public static void main(String[] args) throws Exception {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + args[0]);
        var executor = ScriptExecutor.of(client.connect());
        Work.Session session = Work.valueOf(args[1]).begin(executor, client.connectPubSub());
        boolean stops = Boolean.parseBoolean(args[2]);
        while (true) {
            session.round(stops ? Worker::stopHere : () -> {});
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
