package dev.moonlet.cli;

import dev.moonlet.ScriptExecutionException;
import dev.moonlet.ScriptExecutor;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, or to a cluster.
 *
 * @param client closed with it
 * @param executor runs scripts on it
 * @param primaries those that scripts are loaded into
 */
record Server(AbstractRedisClient client, ScriptExecutor executor, List<Primary> primaries) implements AutoCloseable {

    /**
     * A server that is written to.
     *
     * @param name its host and port
     * @param commands its commands
     */
    record Primary(String name, RedisCommands<String, String> commands) {}

    /** Connects to one server, or to the primary that Sentinels know. */
    static Server single(RedisURI uri, String name) {
        RedisClient client = RedisClient.create(uri);
        if (uri.getSocket() != null) {
            SocketOptions socket =
                    SocketOptions.builder().keepAlive(false).build(); // which Netty warns of, as one of TCP
            client.setOptions(ClientOptions.builder().socketOptions(socket).build());
        }
        return connected(client, name, () -> {
            StatefulRedisConnection<String, String> connection = client.connect();
            return new Server(client, ScriptExecutor.of(connection), List.of(new Primary(name, connection.sync())));
        });
    }

    /** Connects to a cluster of which some servers are known. */
    static Server cluster(List<RedisURI> uris, String name) {
        RedisClusterClient client = RedisClusterClient.create(uris);
        client.setOptions(ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(Duration.ofSeconds(1))
                        .build())
                .build());
        return connected(client, name, () -> {
            StatefulRedisClusterConnection<String, String> connection = client.connect();
            connection.setTimeout(uris.get(0).getTimeout());
            List<Primary> primaries = connection.getPartitions().stream()
                    .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM))
                    .map(node -> primary(connection, node))
                    .toList();
            return new Server(client, ScriptExecutor.of(connection), primaries);
        });
    }

    private static Primary primary(StatefulRedisClusterConnection<String, String> connection, RedisClusterNode node) {
        String name = node.getUri().getHost() + ":" + node.getUri().getPort();
        return new Primary(name, connection.getConnection(node.getNodeId()).sync());
    }

    private static Server connected(AbstractRedisClient client, String name, Supplier<Server> connect) {
        try {
            return connect.get();
        } catch (RedisException | IllegalStateException | IllegalArgumentException e) {
            shutdown(client);
            throw new FailureException("can't connect to " + name + ": " + reason(e));
        } catch (RuntimeException | Error e) {
            shutdown(client);
            throw e;
        }
    }

    /** What is at the bottom of a failure: those above it repeat the address, which may hold a password. */
    private static String reason(Throwable failure) {
        return roots(failure)
                .map(root -> hinted(Redaction.of(String.valueOf(root.getMessage()))))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** The first causes; several if several servers of a cluster were asked. */
    private static Stream<Throwable> roots(Throwable failure) {
        if (failure.getCause() != null) {
            return roots(failure.getCause());
        }
        return failure.getSuppressed().length == 0
                ? Stream.of(failure)
                : Arrays.stream(failure.getSuppressed()).flatMap(Server::roots);
    }

    /**
     * Asks for something.
     *
     * @throws FailureException if the answer is an error, or there is none
     */
    static <T extends @Nullable Object> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (ScriptExecutionException e) {
            throw new FailureException(hinted(String.valueOf(e.getMessage())));
        } catch (RedisException e) {
            String message = Redaction.of(String.valueOf(e.getMessage()));
            String reason = e.getCause() == null ? "" : reason(e);
            throw new FailureException(message.contains(reason) ? hinted(message) : message + ": " + reason);
        }
    }

    private static String hinted(String message) {
        if (message.contains("NOAUTH ") || message.contains("WRONGPASS ")) {
            return message
                    + "\n  a password is taken from the environment variable REDISCLI_AUTH, or with --password-stdin";
        }
        return message.contains("MOVED ") ? message + "\n  --cluster follows redirects" : message;
    }

    @Override
    public void close() {
        shutdown(client);
    }

    private static void shutdown(AbstractRedisClient client) {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
