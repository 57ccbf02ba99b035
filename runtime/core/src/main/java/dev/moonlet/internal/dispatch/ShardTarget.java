package dev.moonlet.internal.dispatch;

import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls on a shard that no key leads to it, because they have none or are for a replica. They go to the server that had the
 * shard when they were made, and when that is over to the one that took over most of its slots.
 */
final class ShardTarget extends ClusterTarget {

    private final Address address;

    /**
     * Where a shard was when a call was made.
     *
     * @param master the id of its master
     * @param replica the id of the replica that runs the call; empty for the master
     * @param slot its first slot
     */
    record Address(String master, String replica, int slot) {}

    ShardTarget(ClusterDispatcher cluster, Address address) {
        super(cluster);
        this.address = address;
    }

    /** A slot that has moved leaves the other slots of a shard where they were, so the master counts before the slot. */
    @Override
    @Nullable
    RedisClusterNode described() {
        RedisClusterNode known = cluster().partition(address.master());
        RedisClusterNode master = known != null && ClusterShards.isMaster(known)
                ? known
                : cluster().shards().successor(address);
        if (address.replica().isEmpty() || master == null) {
            return master;
        }
        List<RedisClusterNode> replicas = cluster().shards().replicas(master.getNodeId());
        return replicas.stream()
                .filter(replica -> replica.getNodeId().equals(address.replica()))
                .findFirst()
                .or(() -> replicas.stream().findFirst())
                .orElse(null);
    }

    @Override
    NodeConnection node(String host, int port) {
        return address.replica().isEmpty() ? super.node(host, port) : cluster().replica(host, port);
    }

    @Override
    String lack() {
        return address.replica().isEmpty()
                ? "no server of the cluster covers slot " + address.slot()
                : "the master of slot " + address.slot() + " has no replica";
    }

    /** A master that became a replica refuses to write until the client has read the topology anew. */
    @Override
    public boolean isReplicated() {
        return true;
    }
}
