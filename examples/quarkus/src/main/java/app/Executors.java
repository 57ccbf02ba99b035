package app;

import dev.moonlet.ScriptExecutor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@Singleton
class Executors {
    @Produces
    @Singleton
    RedisClient client() {
        return RedisClient.create();
    }

    @Produces
    @Singleton
    ScriptExecutor executor(RedisClient client, @ConfigProperty(name = "redis.uri") String uri) {
        return ScriptExecutor.of(client.connect(RedisURI.create(uri)));
    }

    @Produces
    @Singleton
    @Identifier("statistics")
    ScriptExecutor statistics(RedisClient client, @ConfigProperty(name = "redis.statistics.uri") String uri) {
        return ScriptExecutor.of(client.connect(RedisURI.create(uri)));
    }

    /** Closes the connections of the client, too. */
    void close(@Disposes RedisClient client) {
        client.shutdown();
    }
}
