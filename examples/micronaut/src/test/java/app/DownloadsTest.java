package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.embedded.RedisServer;

@MicronautTest(startApplication = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadsTest implements TestPropertyProvider {
    private RedisServer server;

    @Inject
    ApplicationContext context;

    @Inject
    TokenBucket bucket;

    @Inject
    Visits visits;

    @Inject
    Downloads downloads;

    @Inject
    StatefulRedisConnection<String, String> connection;

    @Inject
    @Named("statistics")
    StatefulRedisConnection<String, String> statistics;

    /** Starts a Redis on a free port. */
    @Override
    public Map<String, String> getProperties() {
        try {
            int port = freePort();
            server = RedisServer.builder()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            String uri = "redis://127.0.0.1:" + port;
            return Map.of("redis.uri", uri, "redis.servers.statistics.uri", uri + "/1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void stop() {
        context.close();
        server.stop();
    }

    @Test
    void theScriptRuns() {
        assertEquals(new TokenBucket.Decision(true, 2, Duration.ZERO), bucket.acquire("bucket", 10, 0.5, 8));
        assertFalse(bucket.acquire("bucket", 10, 0.5, 8).allowed());
    }

    @Test
    void aBeanRunsIt() throws Exception {
        for (int i = 0; i < 9; i++) {
            assertTrue(downloads.allow("ann"));
        }
        assertTrue(downloads.allowAsync("ann").toCompletableFuture().get());
        assertFalse(downloads.allow("ann"));
    }

    @Test
    void theQualifierChoosesTheExecutor() {
        assertEquals(1, visits.count("/home"));
        assertNull(connection.sync().get("/home"));
        assertEquals("1", statistics.sync().get("/home"));
    }
}
