package dev.moonlet;

import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** One connection to one server. */
final class ConnectionRoute<K, V> implements CallRoute<K, V>, CommandSink<K, V> {

    private final StatefulRedisConnection<K, V> connection;
    private final CallLane<K, V> lane = new CallLane<>(this);

    ConnectionRoute(StatefulRedisConnection<K, V> connection) {
        this.connection = Objects.requireNonNull(connection, "connection");
    }

    @Override
    public CallLane<K, V> lane(ScriptCall call) {
        return lane;
    }

    @Override
    public boolean isMulti() {
        return connection.isMulti();
    }

    @Override
    public Duration timeout() {
        return connection.getTimeout();
    }

    @Override
    public void write(RedisCommand<K, V, ?> command) {
        connection.dispatch(command);
    }

    @Override
    public void write(List<RedisCommand<K, V, ?>> commands) {
        connection.dispatch(commands);
        connection.flushCommands(); // of those that are sent again, the user who flushes by himself knows nothing
    }
}
