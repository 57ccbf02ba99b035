package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The servers of a cluster: the keys of a call decide which one runs it. */
final class ClusterRoute implements CallRoute, CommandSink {

    private static final long MOMENT_MILLIS = 10;
    private static final long WATCH_MILLIS = 50;

    /** Calls without keys go to so many slots in turn, which are far enough from each other to belong to all servers. */
    private static final int SPREAD = 256;

    private static final int SPREAD_STEP = 103;

    private final StatefulRedisClusterConnection<byte[], byte[]> connection;
    private final AtomicReferenceArray<@Nullable SlotLine> slots = new AtomicReferenceArray<>(SlotHash.SLOT_COUNT);
    private final Map<String, ClusterNode> nodes = new ConcurrentHashMap<>();
    private final Set<ClusterNode> watched = ConcurrentHashMap.newKeySet();
    private final AtomicInteger withoutKeys = new AtomicInteger();
    private final CommandSupport support = new CommandSupport();
    private final ReadLane reads = new ReadLane(this, support, ConcurrentHashMap.newKeySet(), this::submitToMaster);

    ClusterRoute(StatefulRedisClusterConnection<byte[], byte[]> connection) {
        this.connection = connection;
    }

    @Override
    public <T extends @Nullable Object> ScriptCommand<T> prepare(
            ScriptCall call, ReplyDecoder<T> decoder, Delivery delivery) {
        return new ScriptCommand<>(call, decoder, delivery, slot(slotOf(call)));
    }

    private int slotOf(ScriptCall call) {
        if (call.keyCount() == 0) {
            int turn = withoutKeys.getAndIncrement() * SPREAD_STEP & SPREAD - 1;
            return turn * (SlotHash.SLOT_COUNT / SPREAD);
        }
        return new KeySlots(call).common();
    }

    private SlotLine slot(int number) {
        SlotLine known = slots.get(number);
        if (known != null) {
            return known;
        }
        slots.compareAndSet(number, null, new SlotLine(this, number));
        return slot(number);
    }

    @Override
    public void submit(ScriptCommand<?> call) {
        if (isRead(call)) {
            reads.submit(call);
        } else {
            submitToMaster(call);
        }
    }

    private void submitToMaster(ScriptCommand<?> call) {
        SlotLine slot = call.slot();
        if (slot != null) {
            slot.submit(call);
        }
    }

    @Override
    public void submit(List<ScriptCommand<?>> calls) {
        Map<CallLane, List<ScriptCommand<?>>> lanes = new LinkedHashMap<>();
        List<ScriptCommand<?>> onReplicas = new ArrayList<>();
        for (ScriptCommand<?> call : calls) {
            SlotLine slot = call.slot();
            if (isRead(call)) {
                onReplicas.add(call);
            } else if (slot != null) {
                CallLane lane = slot.admit(call);
                if (lane != null) {
                    lanes.computeIfAbsent(lane, node -> new ArrayList<>()).add(call);
                }
            }
        }
        lanes.forEach(CallLane::submit);
        reads.submit(onReplicas);
    }

    private boolean isRead(ScriptCommand<?> call) {
        return call.hasKeys() // without a key, the client would always choose the same server
                && reads.takes(call)
                && !isClosed()
                && ConnectionRoute.isOfReplicas(connection.getReadFrom());
    }

    /** By which commands the servers to which the client itself sends calls let scripts be called. */
    CommandSupport support() {
        return support;
    }

    /** The server that the client takes for the one that has a slot. */
    @Nullable
    RedisClusterNode master(int slot) {
        return connection.getPartitions().getMasterBySlot(slot);
    }

    /** A server. */
    ClusterNode node(String host, int port) {
        return nodes.computeIfAbsent(host + ':' + port, address -> new ClusterNode(this, host, port));
    }

    /** A connection to a server. */
    CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(String host, int port) {
        try {
            return connection.getConnectionAsync(host, port);
        } catch (RuntimeException | Error e) { // a connection that is closed throws what it likes
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Looks, until a server is there again, whether others have taken over its slots, and has its calls go to these. */
    void watch(ClusterNode node) {
        if (watched.add(node)) {
            Later.run(connection, () -> lookAfter(node), WATCH_MILLIS);
        }
    }

    private void lookAfter(ClusterNode node) {
        watched.remove(node);
        if (node.isUp()) {
            return;
        }
        for (int i = 0; i < slots.length(); i++) {
            SlotLine slot = slots.get(i);
            if (slot != null) {
                slot.rescue(node);
            }
        }
        if (node.isClosed()) { // it has left the cluster, and may come back as another
            nodes.values().remove(node);
        } else if (!isClosed()) {
            watch(node);
        }
    }

    /** Runs something at once, on another thread. */
    void soon(Runnable action) {
        Later.run(connection, action, 0);
    }

    /** Sends a call the way on which the client sends its own commands. */
    void writeRouted(ScriptCommand<?> call) {
        send(call);
        flush();
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
    public void write(RedisCommand<byte[], byte[], ?> command) {
        connection.dispatch(command);
    }

    @Override
    public void write(List<RedisCommand<byte[], byte[], ?>> commands) {
        commands.forEach(this::send); // as one batch they would wait for connections on this thread
    }

    @Override
    public void flush() {
        ConnectionRoute.flush(connection);
    }

    @Override
    public boolean isClosed() {
        return ConnectionRoute.isClosed(connection);
    }

    @Override
    public long patience() {
        return ConnectionRoute.patience(connection);
    }

    @Override
    public long limit(ScriptCommand<?> call) {
        return ConnectionRoute.limit(connection, call);
    }

    @Override
    public void later(Runnable action, long millis) {
        Later.run(connection, action, millis);
    }

    /** Runs something a moment later, before which nothing is sent. */
    void later(Runnable action) {
        later(action, MOMENT_MILLIS);
    }
}
