package dev.moonlet.examples.demo;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import redis.embedded.RedisExecProvider;
import redis.embedded.RedisServer;
import redis.embedded.util.OS;

/**
 * A real Redis server on a free port of the loopback interface, and a connection to it. The system property {@code
 * moonlet.server} names the launcher of another server to take, such as one of Valkey.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final String VERSION = "redis_version:";
    private static final String VALKEY_VERSION = "valkey_version:";

    private final RedisServer server;
    private final Path directory;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final int port;

    private EmbeddedRedis(RedisServer server, int port, Path directory) {
        this.server = server;
        this.directory = directory;
        this.port = port;
        this.client = RedisClient.create("redis://127.0.0.1:" + port);
        this.connection = client.connect();
    }

    /** Starts a server that keeps nothing on disk. */
    public static EmbeddedRedis start() throws IOException {
        int port = freePort();
        Path directory = Files.createTempDirectory("redis-");
        RedisServer server = RedisServer.builder()
                .redisExecProvider(program())
                .port(port)
                .setting("dir " + directory)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        return new EmbeddedRedis(server, port, directory);
    }

    private static RedisExecProvider program() {
        RedisExecProvider provider = RedisExecProvider.defaultProvider();
        String launcher = System.getProperty("moonlet.server", "");
        if (!launcher.isBlank()) {
            for (OS system : OS.values()) {
                provider.override(system, launcher);
            }
        }
        return provider;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The client, which lives as long as the server. */
    public RedisClient client() {
        return client;
    }

    /** The one connection that all threads share. */
    public StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    /** The product and version that the server reports, such as {@code Valkey 8.1.1}. */
    public String version() {
        List<String> info = connection.sync().info("server").lines().toList();
        return value(info, VALKEY_VERSION)
                .map(version -> "Valkey " + version)
                .or(() -> value(info, VERSION).map(version -> "Redis " + version))
                .orElse("a server of unknown version");
    }

    private static Optional<String> value(List<String> info, String name) {
        return info.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        client.shutdown();
        server.stop();
        Files.deleteIfExists(directory);
    }
}
