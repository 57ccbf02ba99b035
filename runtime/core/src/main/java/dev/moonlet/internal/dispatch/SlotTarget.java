package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.jspecify.annotations.Nullable;

/** The calls of a hash slot go to the master that has it: the one in the topology of the client, or a newer one. */
final class SlotTarget implements CallTarget {

    private final ClusterDispatcher cluster;
    private final int slot;
    private volatile @Nullable Owner owner;

    /** The server to which the last {@code ASK} led. */
    private volatile @Nullable NodeConnection asked;

    /**
     * Who has the slot.
     *
     * @param described the description in the client's topology, from which on this is known
     */
    private record Owner(
            @Nullable RedisClusterNode described, @Nullable NodeConnection node) {}

    SlotTarget(ClusterDispatcher cluster, int slot) {
        this.cluster = cluster;
        this.slot = slot;
    }

    @Override
    public @Nullable ConnectionDispatcher server() {
        NodeConnection node = node();
        return node == null ? null : node.connection();
    }

    @SuppressWarnings("ReferenceEquality") // with each topology that the client reads, all descriptions are new ones
    private @Nullable NodeConnection node() {
        RedisClusterNode master = cluster.master(slot);
        Owner known = owner;
        if (known == null || known.described() != master) {
            NodeConnection node = master == null
                    ? null
                    : cluster.node(master.getUri().getHost(), master.getUri().getPort());
            known = new Owner(master, node);
            owner = known;
        }
        return known.node();
    }

    /**
     * {@code MOVED <slot> <host>:<port>} tells who has the slot, until the client itself has read the topology anew. {@code ASK}
     * in its place tells who has the keys of one call.
     */
    @Override
    public void learn(String redirect) {
        String address = redirect.substring(redirect.lastIndexOf(' ') + 1);
        int colon = address.lastIndexOf(':');
        if (colon <= 0) { // which means the server that has answered
            return;
        }
        NodeConnection node = cluster.node(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        Owner known = owner;
        if (redirect.startsWith("ASK ")) {
            asked = node;
        } else if (known != null) { // its form was checked
            owner = new Owner(known.described(), node);
        }
    }

    @Override
    public @Nullable ConnectionDispatcher asked() {
        NodeConnection node = asked;
        return node == null ? null : node.connection();
    }

    @Override
    public void awaitAsked(CallQueue queue) {
        NodeConnection node = asked;
        if (node != null) {
            node.await(queue);
        }
    }

    @Override
    public void awaitServer(CallQueue queue) {
        NodeConnection node = node();
        if (node != null) {
            node.await(queue);
        }
        cluster.awaitTopology(queue);
    }

    @Override
    public RedisException absence() {
        NodeConnection node = node();
        return node == null
                ? new RedisConnectionException("no server of the cluster covers slot " + slot)
                : node.failure();
    }

    @Override
    public void sendRouted(Attempt<?> attempt) {
        cluster.sendRouted(attempt);
    }

    @Override
    public void onRoutedText(LinkedScript script) {
        cluster.onRoutedText(script);
    }

    @Override
    public ScriptCache routedCache() {
        return cluster.routedCache();
    }

    @Override
    public boolean isClosed() {
        return cluster.isClosed();
    }

    @Override
    public boolean isMulti() {
        return false;
    }

    @Override
    public boolean isReplicated() {
        return false;
    }

    @Override
    public long retryTimeout() {
        return cluster.retryTimeout();
    }

    @Override
    public long limit(PendingCall<?> call) {
        return cluster.limit(call);
    }
}
