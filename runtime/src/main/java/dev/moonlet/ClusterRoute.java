package dev.moonlet;

import dev.moonlet.generated.ReplyDecoder;
import dev.moonlet.generated.ScriptCall;
import io.lettuce.core.RedisException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The servers of a cluster: the keys of a call decide which one runs it. */
final class ClusterRoute<K, V> implements CallRoute<K, V>, CommandSink<K, V> {

    private static final long MOMENT_MILLIS = 10;

    /** Calls without keys go to so many slots in turn, which are far enough from each other to belong to all servers. */
    private static final int SPREAD = 256;

    private static final int SPREAD_STEP = 103;

    private final StatefulRedisClusterConnection<K, V> connection;
    private final AtomicReferenceArray<@Nullable SlotLine<K, V>> slots =
            new AtomicReferenceArray<>(SlotHash.SLOT_COUNT);
    private final Map<String, ClusterNode<K, V>> nodes = new ConcurrentHashMap<>();
    private final Set<ClusterNode<K, V>> watched = ConcurrentHashMap.newKeySet();
    private final AtomicInteger withoutKeys = new AtomicInteger();
    private final ReadLane<K, V> reads = new ReadLane<>(this, this::submitToMaster);

    ClusterRoute(StatefulRedisClusterConnection<K, V> connection) {
        this.connection = connection;
    }

    @Override
    public <T extends @Nullable Object> ScriptCommand<K, V, T> prepare(
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

    private SlotLine<K, V> slot(int number) {
        SlotLine<K, V> known = slots.get(number);
        if (known != null) {
            return known;
        }
        slots.compareAndSet(number, null, new SlotLine<>(this, number));
        return slot(number);
    }

    @Override
    public void submit(ScriptCommand<K, V, ?> call) {
        if (isRead(call)) {
            reads.submit(call);
        } else {
            submitToMaster(call);
        }
    }

    private void submitToMaster(ScriptCommand<K, V, ?> call) {
        SlotLine<K, V> slot = call.slot();
        if (slot != null) {
            slot.submit(call);
        }
    }

    @Override
    public void submit(List<ScriptCommand<K, V, ?>> calls) {
        Map<CallLane<K, V>, List<ScriptCommand<K, V, ?>>> lanes = new LinkedHashMap<>();
        List<ScriptCommand<K, V, ?>> onReplicas = new ArrayList<>();
        for (ScriptCommand<K, V, ?> call : calls) {
            SlotLine<K, V> slot = call.slot();
            if (isRead(call)) {
                onReplicas.add(call);
            } else if (slot != null) {
                CallLane<K, V> lane = slot.admit(call);
                if (lane != null) {
                    lanes.computeIfAbsent(lane, node -> new ArrayList<>()).add(call);
                }
            }
        }
        lanes.forEach(CallLane::submit);
        reads.submit(onReplicas);
    }

    private boolean isRead(ScriptCommand<K, V, ?> call) {
        return ConnectionRoute.isOfReplicas(connection.getReadFrom()) && reads.takes(call);
    }

    /** The server that the client takes for the one that has a slot. */
    @Nullable
    RedisClusterNode master(int slot) {
        return connection.getPartitions().getMasterBySlot(slot);
    }

    /** A server. */
    ClusterNode<K, V> node(String host, int port) {
        return nodes.computeIfAbsent(host + ':' + port, address -> new ClusterNode<>(this, host, port));
    }

    /** A connection to a server. */
    CompletableFuture<StatefulRedisConnection<K, V>> connect(String host, int port) {
        try {
            return connection.getConnectionAsync(host, port);
        } catch (RedisException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Looks, until a server is there again, whether others have taken over its slots, and has its calls go to these. */
    void watch(ClusterNode<K, V> node) {
        if (watched.add(node)) {
            later(() -> lookAfter(node));
        }
    }

    private void lookAfter(ClusterNode<K, V> node) {
        if (node.isUp() || isClosed()) {
            watched.remove(node);
            return;
        }
        for (int i = 0; i < slots.length(); i++) {
            SlotLine<K, V> slot = slots.get(i);
            if (slot != null) {
                slot.rescue(node);
            }
        }
        later(() -> lookAfter(node));
    }

    /** Sends a call the way on which the client sends its own commands. */
    void writeRouted(ScriptCommand<K, V, ?> call) {
        try {
            connection.dispatch(call);
            connection.flushCommands();
        } catch (RuntimeException e) {
            call.completeExceptionally(e);
        }
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
    public void write(RedisCommand<K, V, ?> command) {
        connection.dispatch(command);
    }

    @Override
    public void write(List<RedisCommand<K, V, ?>> commands) {
        commands.forEach(this::write);
    }

    @Override
    public void flush() {
        connection.flushCommands();
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
    public void later(Runnable action) {
        connection.getResources().timer().newTimeout(timeout -> action.run(), MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
