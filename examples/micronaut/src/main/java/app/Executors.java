package app;

import dev.moonlet.ScriptExecutor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

@Factory
class Executors {
    @Singleton
    @Primary
    ScriptExecutor executor(StatefulRedisConnection<String, String> connection) {
        return ScriptExecutor.of(connection);
    }

    @Singleton
    @Named("statistics")
    ScriptExecutor statistics(@Named("statistics") StatefulRedisConnection<String, String> connection) {
        return ScriptExecutor.of(connection);
    }
}
