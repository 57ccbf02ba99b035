package dev.moonlet.internal.dispatch;

import dev.moonlet.CrossSlotException;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.KeySlots;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.protocol.ConnectionIntent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The calls of a connection to a cluster: their keys decide which server runs them. */
final class ClusterDispatcher implements Dispatcher, RedisConnectionStateListener {

    /** Calls without keys go to so many slots in turn, which are far enough from each other to belong to all servers. */
    private static final int SPREAD = 256;

    private static final int SPREAD_STEP = 103;

    private final StatefulRedisClusterConnection<byte[], byte[]> connection;
    private final Clock clock;
    private final RetryScheduler scheduler;
    private final AtomicReferenceArray<@Nullable CallQueue> queues = new AtomicReferenceArray<>(SlotHash.SLOT_COUNT);
    private final Map<String, NodeConnection> nodes = new ConcurrentHashMap<>();
    private final Map<Long, CallQueue> awaitingTopology = new ConcurrentSkipListMap<>();
    private final AtomicInteger withoutKeys = new AtomicInteger();
    private final CommandWriter routedWriter;
    private final ScriptCache routedCache;
    private final ReplicaReads reads;
    private final ClusterShards shards;

    private ClusterDispatcher(StatefulRedisClusterConnection<byte[], byte[]> connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.scheduler = new RetryScheduler(connection.getResources().eventExecutorGroup());
        this.routedWriter = CommandWriter.routing(connection);
        this.routedCache = new ScriptCache(routedWriter);
        this.reads =
                new ReplicaReads(this, routedWriter, routedCache, scheduler, this::submitToMaster, this::onRoutedText);
        this.shards = new ClusterShards(this, clock, scheduler);
    }

    /** Creates a dispatcher that listens to changes of the connection's topology. */
    static ClusterDispatcher listening(StatefulRedisClusterConnection<byte[], byte[]> connection, Clock clock) {
        ClusterDispatcher dispatcher = new ClusterDispatcher(connection, clock);
        connection.addListener(dispatcher); // which keeps it for as long as the connection
        ClientEvents.subscribe(
                connection.getResources().eventBus(),
                ClusterTopologyChangedEvent.class,
                dispatcher,
                ClusterDispatcher::onTopologyChanged);
        return dispatcher;
    }

    private void onTopologyChanged() {
        List<CallQueue> waiting = List.copyOf(awaitingTopology.values());
        waiting.forEach(
                queue -> awaitingTopology.remove(queue.number())); // a queue comes back if there is still no server
        waiting.forEach(CallQueue::onServerAvailable);
    }

    /** Calls a queue when the topology has changed. */
    void awaitTopology(CallQueue queue) {
        awaitingTopology.put(queue.number(), queue);
    }

    @Override
    public <T extends @Nullable Object> PendingCall<T> prepare(EncodedCall<T> call, CallOptions options) {
        try {
            return new PendingCall<>(call, options, slotOf(call));
        } catch (CrossSlotException e) {
            PendingCall<T> refused = new PendingCall<>(call, options, 0);
            refused.completeExceptionally(e);
            return refused;
        }
    }

    private int slotOf(EncodedCall<?> call) {
        if (call.keyCount() == 0) {
            int turn = withoutKeys.getAndIncrement() * SPREAD_STEP & SPREAD - 1;
            return turn * (SlotHash.SLOT_COUNT / SPREAD);
        }
        return new KeySlots(call).common();
    }

    private CallQueue queue(int slot) {
        CallQueue known = queues.get(slot);
        if (known != null) {
            return known;
        }
        queues.compareAndSet(slot, null, new CallQueue(new SlotTarget(this, slot), clock, scheduler));
        return queue(slot);
    }

    @Override
    public void submit(PendingCall<?> call) {
        if (isRead(call)) {
            reads.submit(call);
        } else {
            submitToMaster(call);
        }
    }

    /** Sends a call to the master that has its keys. */
    void submitToMaster(PendingCall<?> call) {
        queue(call.slot()).submit(call);
    }

    @Override
    public void enqueue(PendingCall<?> call) {
        if (isRead(call)) {
            reads.submit(call);
        } else {
            queue(call.slot()).enqueue(call);
        }
    }

    @Override
    public void submit(List<PendingCall<?>> calls) {
        Map<CallQueue, List<PendingCall<?>>> bySlot = new LinkedHashMap<>();
        List<PendingCall<?>> onReplicas = new ArrayList<>();
        for (PendingCall<?> call : calls) {
            if (isRead(call)) {
                onReplicas.add(call);
            } else {
                bySlot.computeIfAbsent(queue(call.slot()), slot -> new ArrayList<>())
                        .add(call);
            }
        }
        Map<ConnectionDispatcher, List<Attempt<?>>> byServer = new LinkedHashMap<>();
        Map<CallQueue, Boolean> held = new LinkedHashMap<>();
        bySlot.forEach((queue, ofSlot) -> {
            List<Attempt<?>> attempts = new ArrayList<>(ofSlot.size());
            ConnectionDispatcher server = queue.hold(ofSlot, attempts);
            held.put(queue, server != null);
            if (server != null) {
                byServer.computeIfAbsent(server, same -> new ArrayList<>()).addAll(attempts);
            }
        });
        try {
            byServer.forEach((server, attempts) -> {
                server.writer().send(attempts);
                server.writer().flush();
            });
        } finally {
            held.forEach(CallQueue::release);
        }
        reads.submit(onReplicas);
    }

    @Override
    public List<Shard> shards(boolean onReplicas) {
        return shards.shards(onReplicas);
    }

    ClusterShards shards() {
        return shards;
    }

    @Override
    public void flush() {
        routedWriter.flush();
    }

    @Override
    public boolean isOneConnection() {
        return false;
    }

    private boolean isRead(PendingCall<?> call) {
        return call.hasKeys() // without a key, the client would always choose the same server
                && reads.accepts(call)
                && !isClosed()
                && ConnectionDispatcher.isOfReplicas(connection.getReadFrom());
    }

    /** The server that the client takes for the one that has a slot. */
    @Nullable
    RedisClusterNode master(int slot) {
        return connection.getPartitions().getMasterBySlot(slot);
    }

    /** What the client knows of the servers. */
    Partitions partitions() {
        return connection.getPartitions();
    }

    /** A server by its id; {@code null} if the client does not know it. */
    @Nullable
    RedisClusterNode partition(String id) {
        return connection.getPartitions().getPartitionByNodeId(id);
    }

    /** A server. */
    NodeConnection node(String host, int port) {
        return nodes.computeIfAbsent(
                host + ':' + port, address -> new NodeConnection(this, host, port, ConnectionIntent.WRITE));
    }

    /** A server, by a connection that may read although the server is a replica. */
    NodeConnection replica(String host, int port) {
        return nodes.computeIfAbsent(
                host + ':' + port + " READONLY",
                address -> new NodeConnection(this, host, port, ConnectionIntent.READ));
    }

    /** A connection to a server. */
    CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(String host, int port, ConnectionIntent intent) {
        try {
            return connection.getConnectionAsync(host, port, intent);
        } catch (RuntimeException | Error e) { // a connection that is closed throws what it likes
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Sends an attempt in the way that the client sends its own commands. */
    void sendRouted(Attempt<?> attempt) {
        routedWriter.send(attempt);
        routedWriter.flush();
    }

    /** A script is sent with a call to some server. */
    void onRoutedText(LinkedScript script) {
        nodes.values().forEach(node -> node.onRoutedText(script));
    }

    /** What is known of the servers to which the client itself sends calls. */
    ScriptCache routedCache() {
        return routedCache;
    }

    @Override
    public boolean isClosed() {
        return CommandWriter.isClosed(connection);
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
    public boolean isMulti() {
        return false;
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
