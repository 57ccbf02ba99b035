package dev.moonlet.internal.dispatch;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.event.connection.ConnectionDeactivatedEvent;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ConnectionFacade;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lettuce's own connection, to a simulated server. */
class SimulatedConnection extends StatefulRedisConnectionImpl<byte[], byte[]> {

    private static final PushHandler NO_PUSHES = new PushHandler() {
        @Override
        public void addListener(PushListener listener) {}

        @Override
        public void removeListener(PushListener listener) {}

        @Override
        public Collection<PushListener> getPushListeners() {
            return List.of();
        }
    };

    private final List<RedisConnectionStateListener> listeners = new CopyOnWriteArrayList<>();
    private final RedisChannelWriter writer;
    private final SimulatedWorld world;

    SimulatedConnection(SimulatedClient client, RedisChannelWriter writer, Duration timeout) {
        super(writer, NO_PUSHES, ByteArrayCodec.INSTANCE, timeout);
        this.writer = writer;
        this.world = client.world;
        setOptions(options(client));
    }

    static ClientOptions options(SimulatedClient client) {
        TimeoutOptions timeouts = client.commandTimeout == 0
                ? TimeoutOptions.builder().timeoutCommands(false).build()
                : TimeoutOptions.builder()
                        .timeoutCommands(true)
                        .fixedTimeout(Duration.ofNanos(client.commandTimeout))
                        .build();
        return ClientOptions.builder().timeoutOptions(timeouts).build();
    }

    /** A connection to one server, which tells when it is lost. */
    static SimulatedConnection plain(SimulatedClient client, Supplier<SimulatedServer> server, Duration timeout) {
        SimulatedConnection[] made = new SimulatedConnection[1];
        SimulatedChannel channel = new SimulatedChannel(client, server, new SimulatedChannel.Listener() {
            @Override
            public void connected() {
                made[0].activated();
                made[0].listeners.forEach(listener ->
                        listener.onRedisConnected(made[0], InetSocketAddress.createUnresolved("localhost", 1)));
            }

            @Override
            public void disconnected() {
                made[0].deactivated();
                made[0].listeners.forEach(listener -> listener.onRedisDisconnected(made[0]));
            }
        });
        made[0] = new SimulatedConnection(client, channel, timeout);
        return made[0];
    }

    @Override
    public <T> RedisCommand<byte[], byte[], T> dispatch(RedisCommand<byte[], byte[], T> command) {
        world.interruptible();
        world.hesitate(50);
        RedisCommand<byte[], byte[], T> dispatched = super.dispatch(command);
        world.hesitate(50);
        return dispatched;
    }

    @Override
    public Collection<RedisCommand<byte[], byte[], ?>> dispatch(
            Collection<? extends RedisCommand<byte[], byte[], ?>> commands) {
        world.interruptible();
        world.hesitate(50);
        List<RedisCommand<byte[], byte[], ?>> all = new ArrayList<>(commands);
        int first = world.random.nextInt(all.size() + 1); // they are written one by one, and flushed by anyone
        super.dispatch(all.subList(0, first));
        world.hesitate(10);
        super.dispatch(all.subList(first, all.size()));
        world.hesitate(50);
        return all;
    }

    /** The commands that wait for their answers, while everything else goes on. */
    @Override
    @SuppressWarnings("unchecked")
    public RedisCommands<byte[], byte[]> sync() {
        return SimulatedClient.proxy(RedisCommands.class, (proxy, method, arguments) -> {
            Object begun;
            try {
                begun = RedisAsyncCommands.class
                        .getMethod(method.getName(), method.getParameterTypes())
                        .invoke(async(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (!(begun instanceof RedisFuture<?> future)) {
                return begun;
            }
            long end = world.now() + getTimeout().toNanos();
            while (!future.isDone() && world.now() < end && world.stepAside()) {}
            if (!future.isDone()) {
                future.cancel(true);
                throw new RedisCommandTimeoutException("Command timed out");
            }
            try {
                return future.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }

    SimulatedChannel channel() {
        return (SimulatedChannel) writer;
    }

    @Override
    public void addListener(RedisConnectionStateListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(RedisConnectionStateListener listener) {
        listeners.remove(listener);
    }

    /** A connection to a master and its replica, which does not tell when one of its own connections is lost. */
    static final class Replicated extends SimulatedConnection
            implements StatefulRedisMasterReplicaConnection<byte[], byte[]> {

        private ReadFrom readFrom = ReadFrom.REPLICA_PREFERRED;

        private Replicated(SimulatedClient client, RedisChannelWriter writer, Duration timeout) {
            super(client, writer, timeout);
        }

        @Override
        public void setReadFrom(ReadFrom newReadFrom) {
            readFrom = newReadFrom;
        }

        @Override
        public ReadFrom getReadFrom() {
            return readFrom;
        }
    }

    static Replicated replicated(
            SimulatedClient client, SimulatedChannel master, SimulatedChannel replica, Duration timeout) {
        return new Replicated(client, new Router(client, master, replica), timeout);
    }

    /** A channel of a connection that consists of several. */
    static SimulatedChannel part(SimulatedClient client, Supplier<SimulatedServer> server) {
        return new SimulatedChannel(client, server, new SimulatedChannel.Listener() {
            @Override
            public void connected() {}

            @Override
            public void disconnected() {
                client.publish(new ConnectionDeactivatedEvent(
                        InetSocketAddress.createUnresolved("localhost", 1),
                        InetSocketAddress.createUnresolved("localhost", 2)));
            }
        });
    }

    private record Router(SimulatedClient client, SimulatedChannel master, SimulatedChannel replica)
            implements RedisChannelWriter {

        private SimulatedChannel of(RedisCommand<?, ?, ?> command) {
            return command.getType() == CommandType.EVAL_RO
                            || command.getType() == CommandType.FCALL_RO
                            || command.getType() == CommandType.EVALSHA_RO
                    ? replica
                    : master;
        }

        @Override
        public <K, V, T> RedisCommand<K, V, T> write(RedisCommand<K, V, T> command) {
            return of(command).write(command);
        }

        @Override
        public <K, V> Collection<RedisCommand<K, V, ?>> write(Collection<? extends RedisCommand<K, V, ?>> commands) {
            List<RedisCommand<K, V, ?>> all = new ArrayList<>(commands);
            boolean reading = all.stream().allMatch(command -> of(command) == replica);
            return (reading ? replica : master).write(all);
        }

        @Override
        public void close() {
            master.close();
            replica.close();
        }

        @Override
        public CompletableFuture<Void> closeAsync() {
            close();
            return CompletableFuture.completedFuture(null);
        }

        @Deprecated
        public void reset() {} // of Lettuce 6

        @Override
        public void setConnectionFacade(ConnectionFacade facade) {}

        @Override
        public void setAutoFlushCommands(boolean autoFlush) {}

        @Override
        public void flushCommands() {}

        @Override
        public @Nullable ClientResources getClientResources() {
            return client.resources;
        }
    }
}
