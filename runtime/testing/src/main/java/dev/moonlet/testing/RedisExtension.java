package dev.moonlet.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis server for a test class, empty before each test, and connections to it. */
public final class RedisExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /** What a test class shares. */
    private record Running(
            RedisProcess server, RedisClient client, StatefulRedisConnection<String, String> connection) {}

    private final List<Runnable> counted = new ArrayList<>();
    private @Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        RedisProcess server = RedisProcess.start();
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port());
        running = new Running(server, client, client.connect());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        connection().sync().flushall();
        connection().sync().scriptFlush();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        counted.forEach(Runnable::run);
        running().client().shutdown();
        running().server().close();
    }

    private Running running() {
        return Objects.requireNonNull(running, "the server is started before the first test");
    }

    /** The port of the server. */
    public int port() {
        return running().server().port();
    }

    /** Whether the server reads a first line with flags: Redis 7.0, Valkey 7.2, and later. */
    public boolean readsFlags() {
        return ServerUnderTest.get().major() >= 7;
    }

    /** The server. */
    public RedisProcess server() {
        return running().server();
    }

    /** A connection with a codec of strings, shared by the tests. */
    public StatefulRedisConnection<String, String> connection() {
        return running().connection();
    }

    /** A new connection with another codec, which lives as long as the server. */
    public <K, V> StatefulRedisConnection<K, V> connect(RedisCodec<K, V> codec) {
        return running().client().connect(codec);
    }

    /** A new connection whose bytes are counted, which lives as long as the server. */
    public StatefulRedisConnection<String, String> connect(SentCalls sent) {
        ClientResources resources =
                ClientResources.builder().nettyCustomizer(sent).build();
        RedisClient client = RedisClient.create(resources, RedisURI.create("127.0.0.1", port()));
        counted.add(() -> {
            client.shutdown();
            resources.shutdown().syncUninterruptibly();
        });
        return client.connect();
    }

    /** A new connection, which lives as long as the server. */
    public StatefulRedisConnection<String, String> connect() {
        return running().client().connect(StringCodec.UTF8);
    }
}
