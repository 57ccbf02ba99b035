package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.SlotTags;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.event.connection.ConnectionDeactivatedEvent;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The calls of one connection: to one server, or to a master and its replicas. */
public final class ConnectionDispatcher implements Dispatcher, CallTarget, RedisConnectionStateListener {

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final CommandWriter writer;
    private final ScriptCache cache;
    private final Clock clock;
    private final RetryScheduler scheduler;
    private final CallQueue queue;
    private final ReplicaReads reads;
    private final TransactionCalls transactionCalls;

    /**
     * The queues that send to this connection, by their numbers: its own, and those of slots if it leads to a server of a
     * cluster.
     */
    private final Map<Long, CallQueue> users = new ConcurrentSkipListMap<>();

    ConnectionDispatcher(StatefulRedisConnection<byte[], byte[]> connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.writer = CommandWriter.of(connection);
        this.cache = new ScriptCache(writer);
        this.scheduler = new RetryScheduler(connection.getResources().eventExecutorGroup());
        this.queue = new CallQueue(this, clock, scheduler);
        this.transactionCalls = new TransactionCalls(cache);
        this.reads = new ReplicaReads(this, writer, cache, scheduler, queue::submit, cache::onSentAsText);
    }

    /** Creates a dispatcher that listens to the connection's disconnects. */
    static ConnectionDispatcher listening(StatefulRedisConnection<byte[], byte[]> connection, Clock clock) {
        ConnectionDispatcher dispatcher = new ConnectionDispatcher(connection, clock);
        connection.addListener(dispatcher); // which keeps it for as long as the connection, too
        if (dispatcher.isReplicated()) {
            ClientEvents.subscribe(
                    connection.getResources().eventBus(),
                    ConnectionDeactivatedEvent.class,
                    dispatcher,
                    ConnectionDispatcher::onDisturbed);
        }
        return dispatcher;
    }

    CommandWriter writer() {
        return writer;
    }

    public ScriptCache cache() {
        return cache;
    }

    /**
     * Sends attempts in one write.
     *
     * @param afterwards what is done when they are written, if that is later
     * @return whether they are written
     */
    boolean send(List<Attempt<?>> attempts, boolean flush, Runnable afterwards) {
        writer.send(attempts);
        if (writer.defer(afterwards)) {
            return false;
        }
        if (flush && !attempts.isEmpty()) {
            writer.flush();
        }
        return true;
    }

    /** Tells a queue of lost connections. */
    void use(CallQueue user) {
        users.put(user.number(), user);
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
        cache.onDisconnected();
        transactionCalls.onDisconnected();
        users.values().forEach(user -> user.onDisconnected(this));
    }

    /** Loads the library of a function once in the transaction that has begun; an error for a library that is there is dropped. */
    void loadInTransaction(LibraryFunction function) {
        if (transactionCalls.load(function)) {
            writer.send(ScriptCacheCommand.loadInTransaction(function));
        }
    }

    /** A transaction begins. */
    public void beginTransaction() {
        transactionCalls.begin();
    }

    /** Ends the calls that the server has queued between {@code MULTI} and {@code EXEC}: there will be no answer. */
    public void endTransaction() {
        transactionCalls.onDisconnected();
    }

    /** A connection was lost which may be one of those that this one consists of. */
    void onDisturbed() {
        cache.clear();
        queue.onDisturbed();
    }

    @Override
    public <T extends @Nullable Object> PendingCall<T> prepare(EncodedCall<T> call, CallOptions options) {
        return new PendingCall<>(call, options, -1);
    }

    @Override
    public void submit(PendingCall<?> call) {
        if (writer.isMulti()) {
            submitQueued(call);
        } else if (isRead(call)) {
            reads.submit(call);
        } else {
            queue.submit(call);
        }
    }

    @Override
    public void enqueue(PendingCall<?> call) {
        if (isRead(call)) {
            reads.submit(call);
        } else {
            queue.enqueue(call);
        }
    }

    @Override
    public void submit(List<PendingCall<?>> calls) {
        if (writer.isMulti()) {
            calls.forEach(this::submitQueued);
            writer.flush();
            return;
        }
        List<PendingCall<?>> onReplicas = new ArrayList<>();
        List<PendingCall<?>> others = calls;
        if (isReplicated()) {
            others = new ArrayList<>();
            for (PendingCall<?> call : calls) { // asked once, because the answer can change
                (isRead(call) ? onReplicas : others).add(call);
            }
        }
        reads.submit(onReplicas);
        List<Attempt<?>> attempts = new ArrayList<>(others.size());
        boolean held = queue.hold(others, attempts) != null;
        try {
            if (held) {
                writer.send(attempts);
                writer.flush();
            }
        } finally {
            queue.release(held);
        }
    }

    @Override
    public List<Shard> shards(boolean onReplicas) {
        return List.of(Shard.of(this, SlotTags.of(0)));
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public boolean isOneConnection() {
        return !isReplicated();
    }

    /** Sends a call with its script: a digest that is unknown would fail when the rest of the transaction is applied. */
    private void submitQueued(PendingCall<?> call) {
        call.queueInTransaction();
        if (call.script().isFunction() && !transactionCalls.isLoaded(call.script())) {
            call.fail(new RedisException(
                    ("function %s can't be called inside of MULTI, because it would fail halfway if the"
                                    + " server had lost its library; give the transaction itself to the generated class")
                            .formatted(call.script().name())));
            return;
        }
        Attempt<?> attempt = transactionCalls.attempt(call);
        if (attempt != null) {
            writer.send(attempt);
        }
    }

    private boolean isRead(PendingCall<?> call) {
        return connection instanceof StatefulRedisMasterReplicaConnection<?, ?> replicated
                && reads.accepts(call)
                && !isClosed()
                && isOfReplicas(replicated.getReadFrom());
    }

    /** Whether a setting may choose another server than the master. */
    static boolean isOfReplicas(@Nullable ReadFrom readFrom) {
        return readFrom != null && readFrom != ReadFrom.UPSTREAM;
    }

    /** Whether the client takes commands now: the server is connected, or they would be rejected and not kept. */
    boolean acceptsCommands() {
        return !isClosed() && (connection.isOpen() || isRejecting(connection.getOptions()));
    }

    private static boolean isRejecting(ClientOptions options) {
        return switch (options.getDisconnectedBehavior()) {
            case DEFAULT -> !options.isAutoReconnect();
            case REJECT_COMMANDS -> true;
            case ACCEPT_COMMANDS -> false;
        };
    }

    @Override
    public ConnectionDispatcher server() {
        return this;
    }

    @Override
    public void awaitServer(CallQueue waiting) {
        throw new IllegalStateException("a connection is its own server");
    }

    @Override
    public RedisException absence() {
        throw new IllegalStateException("a connection is its own server");
    }

    @Override
    public @Nullable ConnectionDispatcher asked() {
        throw new IllegalStateException("there are no slots");
    }

    @Override
    public void awaitAsked(CallQueue waiting) {
        throw new IllegalStateException("there are no slots");
    }

    @Override
    public void learn(String moved) {
        throw new IllegalStateException("there are no slots");
    }

    @Override
    public void sendRouted(Attempt<?> attempt) {
        writer.send(attempt);
        writer.flush();
    }

    @Override
    public void onRoutedText(LinkedScript script) {
        cache.onSentAsText(script);
    }

    @Override
    public ScriptCache routedCache() {
        return cache;
    }

    @Override
    public boolean isReplicated() {
        return connection instanceof StatefulRedisMasterReplicaConnection<?, ?>;
    }

    @Override
    public boolean isMulti() {
        return writer.isMulti();
    }

    @Override
    public boolean isClosed() {
        return writer.isClosed();
    }

    @Override
    public long retryTimeout() {
        return CommandWriter.retryTimeout(connection);
    }

    @Override
    public long limit(PendingCall<?> call) {
        return CommandWriter.limit(connection, call);
    }

    @Override
    public Duration timeout() {
        return connection.getTimeout();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public RetryScheduler scheduler() {
        return scheduler;
    }
}
