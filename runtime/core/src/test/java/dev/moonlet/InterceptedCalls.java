package dev.moonlet;

import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.FaultyProxy;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Connections through a proxy, and executors on one of them, for each test. */
final class InterceptedCalls implements BeforeEachCallback, AfterEachCallback {

    private final RedisExtension redis;
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @SuppressWarnings("NullAway.Init") // started before each test
    private FaultyProxy proxy;

    @SuppressWarnings("NullAway.Init") // started before each test
    private RedisClient client;

    @SuppressWarnings("NullAway.Init") // made before each test
    private StatefulRedisConnection<String, String> connection;

    InterceptedCalls(RedisExtension redis) {
        this.redis = redis;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        redis.connection().sync().flushall();
        redis.connection().sync().scriptFlush();
        proxy = new FaultyProxy(redis.port());
        client = RedisClient.create(proxy.uri());
        connection = client.connect();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        proxy.release();
        client.shutdown();
        proxy.close();
    }

    FaultyProxy proxy() {
        return proxy;
    }

    RedisClient client() {
        return client;
    }

    StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    /** What interceptors have noted. */
    List<String> events() {
        return events;
    }

    /** An interceptor that notes each call, and how often it was written. */
    CallInterceptor tracing(String name) {
        return call -> {
            events.add(name + " before " + call.scriptName());
            return call.proceed().whenComplete((result, failure) -> events.add(name + " after " + call.attempts()));
        };
    }

    Notes notes(CallInterceptor... interceptors) {
        return new NotesLua(
                ScriptExecutor.on(connection).interceptors(interceptors).build());
    }

    /** Calls with {@link Delivery#AT_MOST_ONCE}. */
    Notes once(CallInterceptor... interceptors) {
        return new NotesLua(ScriptExecutor.on(connection)
                .delivery(Delivery.AT_MOST_ONCE)
                .interceptors(interceptors)
                .build());
    }

    /** How often a note was written. */
    @Nullable
    String runs() {
        return redis.connection().sync().get("note:runs");
    }
}
