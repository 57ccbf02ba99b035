package dev.moonlet;

import java.io.Serializable;
import java.util.Objects;

/**
 * The server that a call on every shard was sent to. On a cluster, it is the server that had the shard when the call was made,
 * also if another one has answered because it took over meanwhile.
 *
 * @param id the id of the server in its cluster; empty without a cluster
 * @param host the host; empty without a cluster, where the connection alone knows the server
 * @param port the port; 0 without a cluster
 * @param isReplica whether it was a replica
 * @see <a href="https://redis.io/docs/latest/commands/cluster-nodes/">CLUSTER NODES</a>
 */
@Beta
public record ShardNode(String id, String host, int port, boolean isReplica) implements Serializable {

    private static final ShardNode OF_CONNECTION = new ShardNode("", "", 0, false);

    public ShardNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(host, "host");
    }

    /** The server of a connection that does not lead to a cluster. */
    public static ShardNode ofConnection() {
        return OF_CONNECTION;
    }

    /** Its host and port, {@code 10.0.0.7:6379}, or that it is the server of the connection. */
    @Override
    public String toString() {
        return host.isEmpty() ? "the server of the connection" : host + ":" + port;
    }
}
