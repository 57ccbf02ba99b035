package dev.moonlet.examples.demo;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis server on a free port of the loopback interface, and a connection to it. */
public final class EmbeddedRedis implements AutoCloseable {

    private final RedisServer server;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final int port;

    private EmbeddedRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
        this.client = RedisClient.create("redis://127.0.0.1:" + port);
        this.connection = client.connect();
    }

    /** Starts a server that keeps nothing on disk. */
    public static EmbeddedRedis start() throws IOException {
        int port = freePort();
        RedisServer server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        return new EmbeddedRedis(server, port);
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

    /** The one connection that all threads share. */
    public StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    /** The version that the server gives. */
    public String version() {
        String prefix = "redis_version:";
        return connection
                .sync()
                .info("server")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse("of unknown version");
    }

    @Override
    public void close() throws IOException {
        client.shutdown();
        server.stop();
    }
}
