package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.support.ConnectionWrapping;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One connection to one server, or to a master and its replicas. */
final class ConnectionRoute implements CallRoute, CommandSink, RedisConnectionStateListener {

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final LoadedScripts loaded;
    private final CallLane lane;
    private final ReadLane reads;

    private ConnectionRoute(
            StatefulRedisConnection<byte[], byte[]> connection, LoadedScripts loaded, Set<String> sent) {
        this.connection = connection;
        this.loaded = loaded;
        this.lane = new CallLane(this, loaded);
        this.reads = new ReadLane(this, loaded.support(), sent, lane::submit);
    }

    /** The one route of a connection. */
    static ConnectionRoute shared(StatefulRedisConnection<byte[], byte[]> connection) {
        ConnectionRoute route = new ConnectionRoute(connection, new LoadedScripts(), ConcurrentHashMap.newKeySet());
        if (route.isReplicated()) {
            NodeLosses.tell(connection.getResources().eventBus(), route);
        } else {
            connection.addListener(route);
        }
        return route;
    }

    /**
     * A route for one call on a connection that nobody else uses now.
     *
     * @param loaded the scripts that are taken for loaded
     * @param sent the scripts that were sent to some replica
     */
    @SuppressWarnings("unchecked") // its codec has no part in it
    static ConnectionRoute borrowed(StatefulRedisConnection<?, ?> connection, LoadedScripts loaded, Set<String> sent) {
        return new ConnectionRoute((StatefulRedisConnection<byte[], byte[]>) unwrapped(connection), loaded, sent);
    }

    /** The connection in a wrapper that gives it back when it is closed, and can't tell whether it was closed for good. */
    private static StatefulRedisConnection<?, ?> unwrapped(StatefulRedisConnection<?, ?> connection) {
        return Proxy.isProxyClass(connection.getClass())
                        && ConnectionWrapping.unwrap(Proxy.getInvocationHandler(connection))
                                instanceof StatefulRedisConnection<?, ?> wrapped
                ? wrapped
                : connection;
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
        lane.disconnected();
    }

    /** Hears that a connection was lost which may be one of this one's. */
    void disconnectedMaybe() {
        lane.disconnectedMaybe();
    }

    /** The route of a connection. */
    static ConnectionRoute of(StatefulRedisConnection<?, ?> connection) {
        return (ConnectionRoute) Routes.of(connection);
    }

    CallLane lane() {
        return lane;
    }

    /** Finds out whether the server can read the first line of scripts that have flags, before what is sent next is answered. */
    void askForShebang() {
        send(loaded.askForShebang());
        flush();
    }

    @Override
    public <T extends @Nullable Object> ScriptCommand<T> prepare(
            ScriptCall call, ReplyDecoder<T> decoder, Delivery delivery) {
        return new ScriptCommand<>(call, decoder, delivery, null);
    }

    @Override
    public void submit(ScriptCommand<?> call) {
        if (isRead(call)) {
            reads.submit(call);
        } else {
            lane.submit(call);
        }
    }

    @Override
    public void submit(List<ScriptCommand<?>> calls) {
        if (!isReplicated()) {
            lane.submit(calls);
            return;
        }
        List<ScriptCommand<?>> onReplicas = new ArrayList<>();
        List<ScriptCommand<?>> others = new ArrayList<>();
        for (ScriptCommand<?> call : calls) { // asked once, for the answer can change
            (isRead(call) ? onReplicas : others).add(call);
        }
        reads.submit(onReplicas);
        if (!others.isEmpty()) {
            lane.submit(others);
        }
    }

    private boolean isRead(ScriptCommand<?> call) {
        return connection instanceof StatefulRedisMasterReplicaConnection<?, ?> replicated
                && reads.takes(call)
                && !isMulti()
                && !isClosed()
                && isOfReplicas(replicated.getReadFrom());
    }

    /** Whether a setting may choose another server than the master. */
    static boolean isOfReplicas(@Nullable ReadFrom readFrom) {
        return readFrom != null && readFrom != ReadFrom.UPSTREAM;
    }

    @Override
    public boolean isReplicated() {
        return connection instanceof StatefulRedisMasterReplicaConnection<?, ?>;
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
    public boolean isClosed() {
        return isClosed(connection);
    }

    /** Whether a connection was closed for good. */
    static boolean isClosed(StatefulConnection<?, ?> connection) {
        return (connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed())
                || connection.getResources().eventExecutorGroup().isShuttingDown();
    }

    /** Whether the server is connected now. */
    boolean isUp() {
        return connection.isOpen();
    }

    @Override
    public long patience() {
        return patience(connection);
    }

    /** As long as a caller of a connection waits for an answer. */
    static long patience(StatefulConnection<?, ?> connection) {
        Duration timeout = connection.getTimeout();
        return timeout.isZero() || timeout.isNegative() ? Long.MAX_VALUE : timeout.toNanos();
    }

    @Override
    public long limit(ScriptCommand<?> call) {
        return limit(connection, call);
    }

    /** For how long the client lets a call wait for its answer. */
    static long limit(StatefulConnection<?, ?> connection, ScriptCommand<?> call) {
        TimeoutOptions options = connection.getOptions().getTimeoutOptions();
        if (!options.isTimeoutCommands()) {
            return Long.MAX_VALUE;
        }
        if (options.isApplyConnectionTimeout()) {
            return patience(connection);
        }
        long own = options.getSource().getTimeout(call);
        return own <= 0 ? Long.MAX_VALUE : options.getSource().getTimeUnit().toNanos(own);
    }

    @Override
    public void later(Runnable action, long millis) {
        Later.run(connection, action, millis);
    }

    @Override
    public void write(RedisCommand<byte[], byte[], ?> command) {
        connection.dispatch(command);
    }

    @Override
    public void write(List<RedisCommand<byte[], byte[], ?>> commands) {
        connection.dispatch(commands);
    }

    @Override
    public void flush() {
        flush(connection);
    }

    /** Sends what was written. A connection that is closed throws what it likes, and has ended its calls. */
    static void flush(StatefulConnection<?, ?> connection) {
        try {
            connection.flushCommands();
        } catch (RuntimeException e) {
            if (!isClosed(connection)) {
                throw e;
            }
        }
    }
}
