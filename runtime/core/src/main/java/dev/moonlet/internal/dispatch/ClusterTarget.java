package dev.moonlet.internal.dispatch;

import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.PendingCall;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.jspecify.annotations.Nullable;

/** Calls that go to a server of a cluster: the one in the topology of the client, or one that a redirect has named. */
abstract class ClusterTarget implements CallTarget {

    private final ClusterDispatcher cluster;
    private volatile @Nullable Owner owner;

    /** The server to which the last {@code ASK} led. */
    private volatile @Nullable NodeConnection asked;

    /**
     * The server.
     *
     * @param described the description in the client's topology, from which on this is known
     */
    private record Owner(
            @Nullable RedisClusterNode described, @Nullable NodeConnection node) {}

    ClusterTarget(ClusterDispatcher cluster) {
        this.cluster = cluster;
    }

    final ClusterDispatcher cluster() {
        return cluster;
    }

    /** The server in the topology of the client; {@code null} if there is none. */
    abstract @Nullable RedisClusterNode described();

    /** The connection to a server. */
    NodeConnection node(String host, int port) {
        return cluster.node(host, port);
    }

    /** What the cluster lacks if there is no server. */
    abstract String lack();

    @Override
    public @Nullable ConnectionDispatcher server() {
        NodeConnection node = node();
        return node == null ? null : node.connection();
    }

    @SuppressWarnings("ReferenceEquality") // with each topology that the client reads, all descriptions are new ones
    private @Nullable NodeConnection node() {
        RedisClusterNode described = described();
        Owner known = owner;
        if (known == null || known.described() != described) {
            NodeConnection node = described == null
                    ? null
                    : node(described.getUri().getHost(), described.getUri().getPort());
            known = new Owner(described, node);
            owner = known;
        }
        return known.node();
    }

    /**
     * {@code MOVED <slot> <host>:<port>} names the server, until the client itself has read the topology anew. {@code ASK} in its
     * place names the server that has the keys of one call.
     */
    @Override
    public void learn(String redirect) {
        String address = redirect.substring(redirect.lastIndexOf(' ') + 1);
        int colon = address.lastIndexOf(':');
        if (colon <= 0) { // which means the server that has answered
            return;
        }
        NodeConnection node = node(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
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
        return node == null ? new RedisConnectionException(lack()) : node.failure();
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
