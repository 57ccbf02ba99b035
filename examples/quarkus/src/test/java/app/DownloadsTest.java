package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class DownloadsTest {
    @Inject
    TokenBucket bucket;

    @Inject
    Visits visits;

    @Inject
    RedisClient client;

    @ConfigProperty(name = "redis.uri")
    String uri;

    @TestHTTPResource("downloads/ann")
    URI downloads;

    @Test
    void theScriptRuns() {
        assertEquals(new TokenBucket.Decision(true, 2, Duration.ZERO), bucket.acquire("bucket", 10, 0.5, 8));
        assertFalse(bucket.acquire("bucket", 10, 0.5, 8).allowed());
    }

    @Test
    void anEndpointRunsIt() throws Exception {
        for (int i = 0; i < 9; i++) {
            assertEquals("true", answer("GET"));
        }
        assertEquals("true", answer("POST"));
        assertEquals("false", answer("GET"));
    }

    private String answer(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(downloads)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void theQualifierChoosesTheExecutor() {
        assertEquals(1, visits.count("/home"));
        try (StatefulRedisConnection<String, String> connection = client.connect(RedisURI.create(uri))) {
            assertNull(connection.sync().get("/home"));
            connection.sync().select(1);
            assertEquals("1", connection.sync().get("/home"));
        }
    }
}
