package dev.moonlet.internal.dispatch;

import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.jspecify.annotations.Nullable;

/** The calls of a hash slot go to the master that has it. */
final class SlotTarget extends ClusterTarget {

    private final int slot;

    SlotTarget(ClusterDispatcher cluster, int slot) {
        super(cluster);
        this.slot = slot;
    }

    @Override
    @Nullable
    RedisClusterNode described() {
        return cluster().master(slot);
    }

    @Override
    String lack() {
        return "no server of the cluster covers slot " + slot;
    }
}
