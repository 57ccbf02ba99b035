package dev.moonlet;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Real connections of which a method throws an error of the JVM when a test wants it. */
final class FaultyClient {

    private final AtomicReference<String> failingOnce = new AtomicReference<>("");
    private volatile String failing = "";

    /** The same connection, which has the errors. */
    @SuppressWarnings("unchecked")
    StatefulRedisConnection<String, String> of(StatefulRedisConnection<String, String> connection) {
        return (StatefulRedisConnection<String, String>) of(connection, StatefulRedisConnection.class);
    }

    /** The same connection, which has the errors, and whose connections to its servers have them. */
    @SuppressWarnings("unchecked")
    StatefulRedisClusterConnection<String, String> of(StatefulRedisClusterConnection<String, String> connection) {
        return (StatefulRedisClusterConnection<String, String>) of(connection, StatefulRedisClusterConnection.class);
    }

    /** Fails the next call of a method. */
    void failNext(String method) {
        failingOnce.set(method);
    }

    /** Fails all calls of a method from now on; of none if its name is empty. */
    void failAll(String method) {
        failing = method;
    }

    private <C> Object of(C connection, Class<? super C> type) {
        return Proxy.newProxyInstance(
                FaultyClient.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.equals(failing) || failingOnce.compareAndSet(name, "")) {
                        throw new NoClassDefFoundError("io/netty/Missing");
                    }
                    return invoke(connection, method, arguments);
                });
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object invoke(Object connection, Method method, Object @Nullable [] arguments) throws Throwable {
        Object result;
        try {
            result = method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        return method.getName().equals("getConnectionAsync")
                ? ((CompletableFuture<StatefulRedisConnection<String, String>>) result).thenApply(this::of)
                : result;
    }
}
