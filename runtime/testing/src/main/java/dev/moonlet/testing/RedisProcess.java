package dev.moonlet.testing;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Redis server on a free port of the loopback interface. */
public final class RedisProcess implements AutoCloseable {

    private static final Pattern MASTER_OFFSET = Pattern.compile("master_repl_offset:(\\d+)");
    private static final Pattern REPLICA_OFFSET = Pattern.compile("slave0:.*offset=(\\d+)");

    /** Below the ports that systems give to clients, and so is the bus of a cluster, ten thousand above. */
    private static final int FIRST_PORT = 12_000;

    private static final int LAST_PORT = 22_000;
    private static final int BUS_OFFSET = 10_000;
    private static final int TRIES = 20;

    private final int port;
    private final List<String> settings;
    private ServerProcess process;
    private boolean running = true;

    private RedisProcess(int port, List<String> settings) throws IOException {
        this.port = port;
        this.settings = settings;
        this.process = run(settings);
    }

    /** A server that keeps nothing on the disk, of the product and version that {@link ServerUnderTest} names. */
    public static RedisProcess start(String... settings) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return new RedisProcess(freePort(), List.of(settings));
            } catch (ServerProcess.PortTakenException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private ServerProcess run(List<String> more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "save \"\"", "appendonly no"));
        lines.addAll(more);
        return ServerProcess.start("Ready to accept connections", lines);
    }

    /** A port that is free, and whose bus is. Nothing but a test listens there later. */
    public static int freePort() throws IOException {
        for (int tries = 1; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket own = new ServerSocket(port, 1, loopback);
                    ServerSocket bus = new ServerSocket(port + BUS_OFFSET, 1, loopback)) {
                return bus.getLocalPort() - own.getLocalPort() == BUS_OFFSET ? port : 0;
            } catch (BindException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** What the server has written to its log since it was started the last time. */
    public String log() throws IOException {
        return process.log();
    }

    public int port() {
        return port;
    }

    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    /** Asks the server on a separate connection. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        return connected(connection -> question.apply(connection.sync()));
    }

    /** Does something with a separate connection. */
    public <T> T connected(Function<StatefulRedisConnection<String, String>, T> action) {
        try (StatefulRedisConnection<String, String> connection = Questions.CLIENT.connect(uri())) {
            return action.apply(connection);
        }
    }

    /** The client of all {@linkplain #ask questions}: it lives as long as the JVM, and its threads don't keep that alive. */
    private static final class Questions {

        private static final RedisClient CLIENT = RedisClient.create();
    }

    /** Kills the process, as if its machine had lost power. */
    public void kill() {
        process.kill();
        running = false;
    }

    /** Whether it was not killed, or was started again. */
    public boolean isRunning() {
        return running;
    }

    /** Answers nothing that may write until {@link #resumeWrites}, or for some minutes. */
    public void pauseWrites() {
        ask(redis -> client(redis, "PAUSE", "300000", "WRITE"));
    }

    /** Answers all that was called since {@link #pauseWrites}. */
    public void resumeWrites() {
        ask(redis -> client(redis, "UNPAUSE"));
    }

    private static String client(RedisCommands<String, String> redis, String... arguments) {
        CommandArgs<String, String> added = new CommandArgs<>(StringCodec.UTF8);
        List.of(arguments).forEach(added::add);
        return redis.dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), added);
    }

    /** Has it take no more writes, and waits until its replica has all that there were. */
    public void awaitReplica() {
        pauseWrites();
        ask(redis -> {
            await().atMost(Duration.ofSeconds(50)).until(() -> {
                String replication = redis.info("replication");
                Matcher own = MASTER_OFFSET.matcher(replication);
                Matcher replicas = REPLICA_OFFSET.matcher(replication);
                return own.find() && replicas.find() && own.group(1).equals(replicas.group(1));
            });
            return port;
        });
    }

    /**
     * Starts it again on its port, after it was killed, with nothing of what it held.
     *
     * @param more settings besides those of its first start
     */
    public void restart(String... more) throws IOException {
        process.close();
        process = run(Stream.concat(settings.stream(), Stream.of(more)).toList());
        running = true;
    }

    @Override
    public void close() {
        process.close();
    }
}
