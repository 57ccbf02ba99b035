package dev.moonlet.spring;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.data.redis.connection.RedisConnection;

/** What is under the connections of Spring Data Redis. */
final class NativeConnections {

    /**
     * Threads that may be blocked while they take a connection or give one back. They are separate from all pools of the
     * application: what gives a connection back must not be queued behind those that wait for it.
     */
    static final Executor THREADS = Executors.newCachedThreadPool(action -> {
        Thread thread = new Thread(action, "moonlet-connections");
        thread.setDaemon(true);
        return thread;
    });

    private NativeConnections() {}

    /** Lettuce's connection, whose commands a connection of Spring uses. */
    static StatefulConnection<?, ?> of(RedisConnection connection) {
        Object commands = connection.getNativeConnection();
        if (commands instanceof AbstractRedisAsyncCommands<?, ?> lettuce) {
            return lettuce.getConnection();
        }
        throw new IllegalStateException(
                "unknown kind of native connection: " + commands.getClass().getName());
    }

    /** The exception of Lettuce that a failure to connect comes from, which names the server; else the failure itself. */
    static Throwable cause(RuntimeException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof RedisException)) {
            cause = cause.getCause();
        }
        return cause == null ? failure : cause;
    }

    /** Whether this thread serves connections, of Lettuce or of others, so that it should not wait for one. */
    static boolean isEventLoop() {
        return Thread.currentThread() instanceof FastThreadLocalThread;
    }

    /** Whether this thread serves connections of Lettuce, so that it can't wait for one. */
    static boolean isEventLoopOfLettuce() {
        return isEventLoop() && Thread.currentThread().getName().startsWith("lettuce-");
    }
}
