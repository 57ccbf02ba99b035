package dev.moonlet.processor;

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
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** A real Redis server on a free port of the loopback interface. */
public final class RedisProcess implements AutoCloseable {

    private static final Pattern MASTER_OFFSET = Pattern.compile("master_repl_offset:(\\d+)");
    private static final Pattern REPLICA_OFFSET = Pattern.compile("slave0:.*offset=(\\d+)");

    private final int port;
    private final List<String> settings;
    private RedisServer server;
    private Path directory;
    private boolean running = true;

    private RedisProcess(int port, List<String> settings) throws IOException {
        this.port = port;
        this.settings = settings;
        this.directory = Files.createTempDirectory("redis-");
        this.server = run(settings);
    }

    /** A server that keeps nothing on the disk, of the product and version that {@link ServerUnderTest} names. */
    public static RedisProcess start(String... settings) throws IOException {
        return start(freePort(), settings);
    }

    /** The same on a port of its own. */
    static RedisProcess start(int port, String... settings) throws IOException {
        return new RedisProcess(port, List.of(settings));
    }

    private RedisServer run(List<String> settings) {
        var builder = RedisServer.builder()
                .redisExecProvider(ServerUnderTest.get().program())
                .port(port)
                .setting("dir " + directory)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no");
        settings.forEach(builder::setting);
        RedisServer server = builder.build();
        server.start();
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    /** Asks the server on a connection of its own. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        return connected(connection -> question.apply(connection.sync()));
    }

    /** Does something with a connection of its own. */
    <T> T connected(Function<StatefulRedisConnection<String, String>, T> action) {
        RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return action.apply(connection);
        } finally {
            client.shutdown();
        }
    }

    /** Kills the process, as if its machine had lost power. */
    void kill() throws Exception {
        Properties info = new Properties();
        info.load(new StringReader(ask(redis -> redis.info("server"))));
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(info.getProperty("process_id"))).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
        running = false;
    }

    /** Whether it was not killed, or was started again. */
    boolean isRunning() {
        return running;
    }

    /** Has it take no more writes, and waits until its replica has all that there were. */
    void awaitReplica() {
        ask(redis -> {
            redis.dispatch(
                    CommandType.CLIENT,
                    new StatusOutput<>(StringCodec.UTF8),
                    new CommandArgs<>(StringCodec.UTF8).add("PAUSE").add(60_000).add("WRITE"));
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
    void restart(String... more) throws IOException {
        close();
        directory = Files.createTempDirectory("redis-");
        server = run(Stream.concat(settings.stream(), Stream.of(more)).toList());
        running = true;
    }

    @Override
    public void close() throws IOException {
        server.stop();
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> left = Files.walk(directory)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
