package dev.moonlet.spring;

import dev.moonlet.ExecutorBuilder;
import dev.moonlet.Pipeline;
import dev.moonlet.ScriptExecutor;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/**
 * The native connection that a factory shares, and the executor on it. The factory makes another connection when it is started
 * again or reset, which is noticed at the next call. Safe for use by several threads.
 */
final class SharedConnection {

    private final LettuceConnectionFactory factory;
    private final UnaryOperator<ExecutorBuilder> settings;
    private volatile @Nullable Known known;

    /** What was found at an earlier call. */
    private record Known(AbstractRedisClient client, StatefulConnection<?, ?> connection, ScriptExecutor executor) {}

    /** There is no connection. */
    static final class AbsentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        AbsentException(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }

        /** Why not. */
        RuntimeException failure() {
            return failure;
        }
    }

    SharedConnection(LettuceConnectionFactory factory, UnaryOperator<ExecutorBuilder> settings) {
        this.factory = factory;
        this.settings = settings;
    }

    /**
     * The executor on the connection of an earlier call; {@code null} if the factory has another one by now, or if this thread
     * can't find out because that may block it.
     */
    @Nullable
    ScriptExecutor known() {
        Known found = known;
        return found != null && !factory.getValidateConnection() && isCurrent(found) ? found.executor() : null;
    }

    private boolean isCurrent(Known found) {
        try {
            return factory.isRunning()
                    && factory.getNativeClient() == found.client()
                    && found.connection() instanceof RedisChannelHandler<?, ?> handler
                    && !handler.isClosed()
                    && (!isPooled() || isStillShared(found.connection()));
        } catch (RuntimeException e) { // stopped meanwhile, or it can't connect: asked again, it fails with the reason
            return false;
        }
    }

    /** Asks the factory, which takes a connection of its pool if it was reset. Event loops can't wait for that. */
    private boolean isStillShared(StatefulConnection<?, ?> connection) {
        return !NativeConnections.isEventLoop() && connection() == connection;
    }

    /** Whether the connection stays open when the factory is reset: it goes back to the pool then, for others to use. */
    private boolean isPooled() {
        return factory.getClientConfiguration() instanceof LettucePoolingClientConfiguration;
    }

    /**
     * The executor on the connection that the factory shares now. It connects if it is not connected.
     *
     * @throws AbsentException if it can't connect, or is stopped
     */
    ScriptExecutor current() {
        AbstractRedisClient client;
        StatefulConnection<?, ?> connection;
        try {
            connection = connection();
            client = factory.getRequiredNativeClient();
        } catch (RuntimeException e) {
            throw new AbsentException(e);
        }
        Known found = known;
        if (found == null || found.client() != client || found.connection() != connection) {
            found = new Known(client, connection, builder(connection).build());
            known = found;
        }
        return found.executor();
    }

    private StatefulConnection<?, ?> connection() {
        RedisConnection connection = factory.getConnection();
        try {
            return NativeConnections.of(connection);
        } finally {
            connection.close(); // which leaves the shared one open
        }
    }

    /**
     * A pipeline on the connection that the factory shares now. It connects if it is not connected.
     *
     * @throws RuntimeException if it can't connect, or is stopped
     */
    Pipeline pipeline() {
        return builder(connection()).buildPipeline();
    }

    private ExecutorBuilder builder(StatefulConnection<?, ?> connection) {
        ExecutorBuilder builder;
        if (connection instanceof StatefulRedisClusterConnection<?, ?> cluster) {
            builder = ScriptExecutor.on(cluster);
        } else if (connection instanceof StatefulRedisConnection<?, ?> one) {
            builder = ScriptExecutor.on(one);
        } else {
            throw new IllegalStateException(
                    "unknown kind of connection: " + connection.getClass().getName());
        }
        return settings.apply(builder);
    }
}
