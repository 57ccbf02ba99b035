package dev.moonlet.internal.dispatch;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.PartitionException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection to a cluster: a topology that may be out of date, a connection to each server, and commands that are redirected. */
final class SimulatedCluster {

    private static final int REDIRECTIONS = 5;

    private final SimulatedClient client;
    private final SimulatedWorld world;
    private final SimulatedServer.Slots slots;
    private final Map<Integer, SimulatedServer> servers = new HashMap<>();
    private final Map<Integer, SimulatedConnection> connections = new HashMap<>();
    private final Map<Integer, SimulatedChannel> reading = new HashMap<>();
    private final Map<Integer, RedisClusterNode> view = new HashMap<>();
    private final Duration timeout;
    private final Partitions partitions;
    final List<SimulatedChannel> channels = new ArrayList<>();
    private @Nullable ReadFrom readFrom;
    final StatefulRedisClusterConnection<byte[], byte[]> connection;

    SimulatedCluster(
            SimulatedClient client,
            SimulatedServer.Slots slots,
            List<SimulatedServer> all,
            Duration timeout,
            @Nullable ReadFrom readFrom) {
        this.client = client;
        this.world = client.world;
        this.slots = slots;
        this.timeout = timeout;
        this.readFrom = readFrom;
        all.forEach(server -> servers.put(server.port, server));
        partitions = new Partitions() {
            @Override
            @SuppressWarnings("NullAway") // as Lettuce does, if there is none
            public RedisClusterNode getMasterBySlot(int slot) {
                RedisClusterNode owner = view.get(slot);
                return owner != null
                        ? owner
                        : view.get(slots.owners.keySet().iterator().next());
            }
        };
        @SuppressWarnings("unchecked")
        StatefulRedisClusterConnection<byte[], byte[]> proxy = SimulatedClient.proxy(
                StatefulRedisClusterConnection.class, (self, method, arguments) -> switch (method.getName()) {
                    case "getPartitions" -> partitions;
                    case "getConnectionAsync" -> connect((Integer) arguments[1]);
                    case "dispatch" -> dispatch(arguments[0]);
                    case "getTimeout" -> timeout;
                    case "getOptions" -> SimulatedConnection.options(client);
                    case "getResources" -> client.resources;
                    case "getReadFrom" -> this.readFrom;
                    case "isOpen" -> true;
                    case "flushCommands", "addListener", "removeListener" -> null;
                    default -> throw new AssertionError(method);
                });
        connection = proxy;
        refresh();
    }

    /** Reads the topology, and gives up the connections to servers that are no part of it. */
    void refresh() {
        world.trace("the client reads the topology");
        slots.owners.forEach((slot, owner) -> {
            RedisClusterNode known = view.get(slot);
            if (known == null || known.getUri().getPort() != owner.port) {
                RedisClusterNode node = new RedisClusterNode();
                node.setUri(RedisURI.create("127.0.0.1", owner.port));
                view.put(slot, node);
            }
        });
        partitions.reload(masters());
        servers.forEach((port, server) -> {
            SimulatedConnection known = connections.get(port);
            if (known != null && !server.up && !slots.owners.containsValue(server)) {
                connections.remove(port);
                known.close();
            }
        });
        client.publish(new ClusterTopologyChangedEvent(List.of(), List.of()));
    }

    /** The masters that have slots, as a topology describes them: all descriptions are new ones. */
    private List<RedisClusterNode> masters() {
        Map<Integer, List<Integer>> slotsOf = new TreeMap<>();
        slots.owners.forEach((slot, owner) ->
                slotsOf.computeIfAbsent(owner.port, port -> new ArrayList<>()).add(slot));
        List<RedisClusterNode> masters = new ArrayList<>();
        slotsOf.forEach((port, owned) -> {
            RedisClusterNode node = RedisClusterNode.of("server-" + port);
            node.setUri(RedisURI.create("127.0.0.1", port));
            node.setFlags(Set.of(RedisClusterNode.NodeFlag.UPSTREAM));
            node.setSlots(owned);
            masters.add(node);
        });
        return masters;
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(int port) {
        SimulatedConnection known = connections.get(port);
        if (known != null && !known.isClosed()) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connecting = new CompletableFuture<>();
        world.soon(3000, null, () -> {
            SimulatedServer server = Objects.requireNonNull(servers.get(port));
            SimulatedConnection made = connections.get(port);
            if (made != null && !made.isClosed()) {
                connecting.complete(made);
            } else if (!server.up) {
                connecting.completeExceptionally(new RedisConnectionException("Unable to connect"));
            } else {
                made = SimulatedConnection.plain(client, () -> server, timeout);
                Simulation.begin(world, made);
                channels.add(made.channel());
                connections.put(port, made);
                connecting.complete(made);
            }
        });
        return connecting;
    }

    private Object dispatch(Object commands) {
        if (commands instanceof Collection<?> all) {
            all.forEach(command -> route((RedisCommand<?, ?, ?>) command));
        } else {
            route((RedisCommand<?, ?, ?>) commands);
        }
        return commands;
    }

    private <T> void route(RedisCommand<?, ?, T> command) {
        SimulatedChannel.expire(client, command);
        ByteBuffer key = command.getArgs().getFirstEncodedKey();
        int slot = SlotHash.getSlot(key);
        RedisClusterNode node = view.get(slot);
        if (node == null) {
            command.completeExceptionally(new PartitionException("Cannot determine a partition"));
            return;
        }
        boolean reads = command.getType() == CommandType.EVAL_RO
                || command.getType() == CommandType.FCALL_RO
                || command.getType() == CommandType.EVALSHA_RO;
        int port = node.getUri().getPort();
        if (reads && readFrom != null && servers.containsKey(port + 100)) {
            read(port + 100, command);
        } else {
            to(port, new Redirected<>(command), null);
        }
    }

    private void read(int port, RedisCommand<?, ?, ?> command) {
        SimulatedServer server = servers.get(port);
        reading.computeIfAbsent(port, replica -> {
                    SimulatedChannel channel = SimulatedConnection.part(client, () -> server);
                    channels.add(channel);
                    return channel;
                })
                .send(new Redirected<>(command));
    }

    private void to(int port, RedisCommand<?, ?, ?> command, @Nullable RedisCommand<?, ?, ?> before) {
        CompletableFuture<?> unused = connect(port).whenComplete((made, failure) -> {
            if (failure != null) {
                command.completeExceptionally(failure);
                return;
            }
            SimulatedChannel channel = ((SimulatedConnection) made).channel();
            if (before != null) {
                channel.send(before);
            }
            channel.send(command);
        });
    }

    /** As Lettuce's {@code ClusterCommand}, which has a flag of its own for whether it is done. */
    private final class Redirected<T> extends CommandWrapper<byte[], byte[], T> {

        private int redirections;
        private boolean completed;

        @SuppressWarnings("unchecked")
        Redirected(RedisCommand<?, ?, T> command) {
            super((RedisCommand<byte[], byte[], T>) command);
        }

        @Override
        public void complete() {
            String error = getOutput().getError();
            boolean moved = error != null && error.startsWith("MOVED");
            boolean asked = error != null && error.startsWith("ASK");
            if ((moved || asked) && redirections++ < REDIRECTIONS) {
                getOutput().setError((String) null);
                int port = Integer.parseInt(error.substring(error.lastIndexOf(':') + 1));
                if (moved) {
                    world.soon(20_000, null, SimulatedCluster.this::refresh);
                }
                to(
                        port,
                        this,
                        moved
                                ? null
                                : new Command<>(CommandType.ASKING, new StatusOutput<>(ByteArrayCodec.INSTANCE), null));
                return;
            }
            super.complete();
            completed = true;
        }

        @Override
        public boolean completeExceptionally(Throwable failure) {
            completed = true;
            return super.completeExceptionally(failure);
        }

        @Override
        public boolean isDone() {
            return completed;
        }
    }
}
