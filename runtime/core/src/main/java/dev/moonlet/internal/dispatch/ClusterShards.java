package dev.moonlet.internal.dispatch;

import dev.moonlet.ShardNode;
import dev.moonlet.internal.protocol.CallOptions;
import dev.moonlet.internal.protocol.Clock;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.KeySlots;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.SlotTags;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The shards of a cluster, in the topology that the client knows. */
final class ClusterShards {

    private final ClusterDispatcher cluster;
    private final Clock clock;
    private final RetryScheduler scheduler;
    private final Map<ShardTarget.Address, CallQueue> queues = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** The masters as they were when they had slots, by their ids. */
    private final Map<String, RedisClusterNode> lastSeen = new ConcurrentHashMap<>();

    ClusterShards(ClusterDispatcher cluster, Clock clock, RetryScheduler scheduler) {
        this.cluster = cluster;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** The masters that have slots, in the order of their first ones. */
    List<Shard> shards(boolean onReplicas) {
        Map<Integer, RedisClusterNode> masters = new TreeMap<>();
        for (RedisClusterNode node : nodes()) {
            if (isMaster(node)) {
                masters.put(firstSlot(node), node);
                lastSeen.put(node.getNodeId(), node);
            }
        }
        List<Shard> shards = new ArrayList<>();
        masters.forEach((slot, master) -> shards.add(onReplicas ? onReplica(master, slot) : onMaster(master, slot)));
        return shards;
    }

    /**
     * The master that has most of the slots which another one had. The first slot alone would not tell: it may have moved to
     * another shard before a replica took over.
     */
    @Nullable
    RedisClusterNode successor(ShardTarget.Address address) {
        RedisClusterNode former = lastSeen.get(address.master());
        if (former == null) {
            return cluster.master(address.slot());
        }
        Map<String, Integer> slots = new HashMap<>();
        former.forEachSlot(slot -> {
            RedisClusterNode master = cluster.master(slot);
            if (master != null) {
                slots.merge(master.getNodeId(), 1, Integer::sum);
            }
        });
        return slots.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> cluster.partition(most.getKey()))
                .orElse(null);
    }

    /** Whether a server is a master that has slots. */
    static boolean isMaster(RedisClusterNode node) {
        return node.getRole().isUpstream() && !node.hasNoSlots();
    }

    private static int firstSlot(RedisClusterNode master) {
        int slot = 0;
        while (slot < SlotHash.SLOT_COUNT && !master.hasSlot(slot)) {
            slot++;
        }
        return slot;
    }

    private Shard onMaster(RedisClusterNode master, int slot) {
        return new OfCluster(master, master, new ShardTarget.Address(master.getNodeId(), "", slot));
    }

    private Shard onReplica(RedisClusterNode master, int slot) {
        List<RedisClusterNode> replicas = replicas(master.getNodeId());
        if (replicas.isEmpty()) {
            return new OfCluster(master, null, new ShardTarget.Address(master.getNodeId(), "", slot));
        }
        RedisClusterNode replica = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
        return new OfCluster(replica, replica, new ShardTarget.Address(master.getNodeId(), replica.getNodeId(), slot));
    }

    /** The replicas of a master that have not failed. */
    List<RedisClusterNode> replicas(String master) {
        return nodes().stream()
                .filter(node -> node.getRole().isReplica() && master.equals(node.getSlaveOf()))
                .filter(node -> !node.is(RedisClusterNode.NodeFlag.FAIL) && !node.is(RedisClusterNode.NodeFlag.NOADDR))
                .toList();
    }

    private List<RedisClusterNode> nodes() {
        return List.copyOf(cluster.partitions()); // a snapshot: the client changes what it knows in place
    }

    private CallQueue queue(ShardTarget.Address address) {
        return queues.computeIfAbsent(address, at -> new CallQueue(new ShardTarget(cluster, at), clock, scheduler));
    }

    /** A shard, and the server that runs calls on it. */
    private final class OfCluster implements Shard {

        private final ShardNode node;
        private final boolean isServed;
        private final ShardTarget.Address address;

        OfCluster(RedisClusterNode named, @Nullable RedisClusterNode server, ShardTarget.Address address) {
            this.node = new ShardNode(
                    named.getNodeId(),
                    named.getUri().getHost(),
                    named.getUri().getPort(),
                    named.getRole().isReplica());
            this.isServed = server != null;
            this.address = address;
        }

        @Override
        public ShardNode node() {
            return node;
        }

        @Override
        public String tag() {
            return SlotTags.of(address.slot());
        }

        /** A call without keys is not redirected, whatever its script replies with. */
        @Override
        public <T extends @Nullable Object> PendingCall<T> prepare(EncodedCall<T> call, CallOptions options) {
            if (call.keyCount() == 0) {
                return new PendingCall<>(call, options, -1);
            }
            int slot = new KeySlots(call).common();
            if (slot != address.slot()) {
                throw new IllegalArgumentException(
                        ("script %s: its keys belong to slot %d, and not to slot %d of the shard on %s;"
                                        + " the name of @shard in braces has to be their first hash tag")
                                .formatted(call.scriptName(), slot, address.slot(), node));
            }
            return new PendingCall<>(call, options, slot);
        }

        @Override
        public void submit(PendingCall<?> call) {
            if (!isServed) {
                call.fail(new RedisConnectionException(node + " has no replica"));
            } else if (call.hasKeys() && address.replica().isEmpty()) {
                cluster.submitToMaster(call); // by which a server that does not have the slot any more redirects it
            } else {
                queue(address).submit(call);
            }
        }
    }
}
