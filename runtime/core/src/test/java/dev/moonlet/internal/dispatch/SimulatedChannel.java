package dev.moonlet.internal.dispatch;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.ConnectionFacade;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The way of commands to one server and of replies back, as Lettuce's {@code DefaultEndpoint} and {@code CommandHandler} have it:
 * what is written on the event loop is encoded at once, what other threads write in the order of their writes; a command that
 * is done is skipped; what was in flight when the connection was lost is sent again, in its order, when there is a new one.
 */
final class SimulatedChannel implements RedisChannelWriter {

    /** What is known, at both ends, of rejections of calls that have one order. */
    private static final class Rejections {
        private boolean onTheWay;
        private boolean received;
        /** How many requests were sent before the first rejection was received, and are not at the server yet. */
        private int before;

        boolean isKnown() {
            return !onTheWay && before == 0;
        }
    }

    /** A reply, and what has one order with the request that it is for. */
    private record Answer(SimulatedServer.Reply reply, String order) {}

    /** What the owner of a channel hears of it. */
    interface Listener {
        void connected();

        void disconnected();
    }

    private static final int WRITE_MICROS = 100;
    private static final int NETWORK_MICROS = 800;

    private final SimulatedClient client;
    private final SimulatedWorld world;
    private final Supplier<SimulatedServer> target;
    private final Listener listener;
    private SimulatedServer server;
    private SimulatedServer.Session session = new SimulatedServer.Session();
    private final Deque<RedisCommand<?, ?, ?>> stack = new ArrayDeque<>();
    private final List<RedisCommand<?, ?, ?>> buffer = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Deque<List<String>> requests = new ArrayDeque<>();
    private final Deque<Answer> replies = new ArrayDeque<>();
    private boolean connected = true;
    private boolean closed;
    private int epoch;
    private final Map<String, Rejections> rejections = new HashMap<>();

    SimulatedChannel(SimulatedClient client, Supplier<SimulatedServer> target, Listener listener) {
        this.client = client;
        this.world = client.world;
        this.target = target;
        this.listener = listener;
        this.server = target.get();
    }

    boolean isConnected() {
        return connected;
    }

    boolean isClosed() {
        return closed;
    }

    SimulatedServer server() {
        return server;
    }

    /** Whether nothing that was sent lacks its reply. */
    boolean isIdle() {
        return closed || stack.isEmpty();
    }

    /** Whether the client knows that the server rejects calls, and nothing that it sent before is still on its way there. */
    boolean knowsOfRejections() {
        return closed || rejections.values().stream().allMatch(Rejections::isKnown);
    }

    /** The server rejects no calls any more. */
    void onRecovered() {
        rejections.clear();
    }

    /** The commands that wait for a connection or for a reply and are not done. */
    long unanswered() {
        return stack.stream().filter(command -> !command.isDone()).count()
                + buffer.stream().filter(command -> !command.isDone()).count();
    }

    @Override
    public <K, V, T> RedisCommand<K, V, T> write(RedisCommand<K, V, T> command) {
        expire(client, command);
        send(command);
        return command;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Collection<RedisCommand<K, V, ?>> write(Collection<? extends RedisCommand<K, V, ?>> commands) {
        List<RedisCommand<K, V, ?>> all = new ArrayList<>(commands);
        all.forEach(command -> expire(client, command));
        if (closed || !connected || world.loop() == this) {
            all.forEach(this::send);
        } else {
            task(() -> all.forEach(this::send));
        }
        return (Collection<RedisCommand<K, V, ?>>) commands;
    }

    /** As Lettuce's writer that ends commands that are not answered in time. */
    static void expire(SimulatedClient client, RedisCommand<?, ?, ?> command) {
        if (client.commandTimeout <= 0) {
            return;
        }
        SimulatedWorld.Event timer = client.world.in(client.commandTimeout, null, () -> {
            if (!command.isDone()) {
                client.world.trace("the client ends %s: timeout", command);
                command.completeExceptionally(new RedisCommandTimeoutException("Command timed out"));
            }
        });
        if (command instanceof CompleteableCommand<?> completeable) {
            completeable.onComplete((value, failure) -> timer.cancel());
        }
    }

    void send(RedisCommand<?, ?, ?> command) {
        if (closed) {
            command.completeExceptionally(new RedisException("Connection is closed"));
        } else if (!connected) {
            buffer.add(command);
        } else if (world.loop() == this) {
            encode(command);
        } else {
            int written = epoch;
            task(() -> {
                if (written == epoch) {
                    encode(command);
                } else if (!command.isDone()) { // the channel that it was written to is gone
                    send(command);
                }
            });
        }
    }

    private void task(Runnable task) {
        tasks.add(task);
        world.soon(WRITE_MICROS, this, () -> tasks.removeFirst().run());
    }

    private void encode(RedisCommand<?, ?, ?> command) {
        if (command.isDone()) {
            return;
        }
        stack.addLast(command);
        ByteBuf bytes = Unpooled.buffer();
        command.encode(bytes);
        List<String> request = SimulatedServer.parse(bytes);
        world.trace("  -> %d: %s", server.port, request.size() > 5 ? request.subList(0, 5) : request);
        if (SimulatedServer.isCall(request)) {
            SimulatedServer.calls(request).forEach(client.ledger::sent);
        }
        requests.add(request);
        int sent = epoch;
        world.soon(NETWORK_MICROS, server, () -> {
            if (sent == epoch) {
                process();
            }
        });
    }

    private void process() {
        if (server.silentUntil > world.now()) {
            int sent = epoch;
            world.in(server.silentUntil - world.now(), server, () -> {
                if (sent == epoch) {
                    process();
                }
            });
            return;
        }
        List<String> request = requests.pollFirst();
        if (request == null) {
            return;
        }
        SimulatedServer.Reply answer = server.answer(request, session);
        replies.add(new Answer(answer, order(request)));
        Rejections ofOrder = rejections.computeIfAbsent(order(request), first -> new Rejections());
        ofOrder.before -= ofOrder.before > 0 ? 1 : 0;
        ofOrder.onTheWay |= !ofOrder.received && isRejection(answer);
        int sent = epoch;
        world.soon(NETWORK_MICROS, this, () -> {
            if (sent == epoch) {
                receive();
            }
        });
    }

    /** Whether a server says that it takes no calls for now; scripts of the simulation have errors that begin in the same way. */
    private static boolean isRejection(SimulatedServer.Reply reply) {
        return reply instanceof SimulatedServer.Failure failure
                && (failure.text().equals(SimulatedServer.LOADING)
                        || failure.text().equals(SimulatedServer.CLUSTER_DOWN));
    }

    /** What has one order with a request: what is for the same slot, or everything. */
    private String order(List<String> request) {
        return server.slots != null
                        && SimulatedServer.isCall(request)
                        && !request.get(2).equals("0")
                ? String.valueOf(SlotHash.getSlot(request.get(3)))
                : "";
    }

    private void receive() {
        RedisCommand<?, ?, ?> command = stack.removeFirst();
        Answer answer = replies.removeFirst();
        SimulatedServer.Reply reply = answer.reply();
        Rejections ofOrder = rejections.get(answer.order());
        if (ofOrder != null && !ofOrder.received && isRejection(reply)) {
            ofOrder.received = !command.isDone(); // the answer to what was given up tells the client nothing
            ofOrder.onTheWay = !ofOrder.received
                    && replies.stream()
                            .anyMatch(other -> other.order().equals(answer.order()) && isRejection(other.reply()));
            ofOrder.before = (int) requests.stream()
                    .filter(other -> order(other).equals(answer.order()))
                    .count();
        }
        world.trace("  <- %d: %s to %s", server.port, reply, command);
        CommandOutput<?, ?, ?> output = command.getOutput();
        try {
            write(reply, output, 0);
            if (!(reply instanceof SimulatedServer.Numbers) && !(reply instanceof SimulatedServer.Replies)) {
                output.complete(0);
            }
        } finally {
            command.complete();
        }
    }

    private static void write(SimulatedServer.Reply reply, CommandOutput<?, ?, ?> output, int depth) {
        if (reply instanceof SimulatedServer.Failure failure) {
            output.setError(bytes(failure.text()));
        } else if (reply instanceof SimulatedServer.Text text) {
            if (!text.text().equals("QUEUED")) { // which Lettuce does not pass on
                output.set(bytes(text.text()));
            }
        } else if (reply instanceof SimulatedServer.OneNumber number) {
            output.set(number.value());
        } else if (reply instanceof SimulatedServer.Numbers numbers) {
            output.multi(numbers.values().size());
            numbers.values().forEach(output::set);
            output.complete(depth);
        } else if (reply instanceof SimulatedServer.Replies replies) {
            output.multi(replies.values().size());
            for (SimulatedServer.Reply element : replies.values()) {
                write(element, output, depth + 1);
                output.complete(depth + 1);
            }
            output.complete(depth);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Cuts the connection: of what is on its way, the server gets some, and the client none. */
    void cut() {
        if (!connected || closed) {
            return;
        }
        world.trace("the connection to %d is cut", server.port);
        for (int i = requests.isEmpty() ? 0 : world.random.nextInt(requests.size() + 1); i > 0 && server.up; i--) {
            server.answer(requests.removeFirst(), session);
        }
        requests.clear();
        if (!replies.isEmpty()
                && !stack.isEmpty()
                && world.chance(3)
                && replies.peek().reply() instanceof SimulatedServer.Numbers) {
            stack.peek().getOutput().multi(2); // the connection ends in the middle of a reply
            stack.peek().getOutput().set(1);
        }
        replies.clear();
        rejections.clear();
        connected = false;
        epoch++;
        world.in(0, this, () -> {
            buffer.addAll(0, stack);
            stack.clear();
            if (!closed) {
                listener.disconnected();
                world.in(1_000_000L * (1 + world.random.nextInt(60)), this, this::reconnect);
            }
        });
    }

    private void reconnect() {
        if (closed || connected) {
            return;
        }
        server = target.get();
        if (!server.up) {
            world.in(1_000_000L * (20 + world.random.nextInt(80)), this, this::reconnect);
            return;
        }
        world.trace("reconnected to %d", server.port);
        connected = true;
        epoch++;
        session = new SimulatedServer.Session();
        List<RedisCommand<?, ?, ?>> again = List.copyOf(buffer);
        buffer.clear();
        again.forEach(this::encode);
        listener.connected();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        epoch++;
        world.in(0, this, () -> {
            List<RedisCommand<?, ?, ?>> all = new ArrayList<>(stack);
            all.addAll(buffer);
            stack.clear();
            buffer.clear();
            all.stream()
                    .filter(command -> !command.isDone())
                    .forEach(command -> command.completeExceptionally(new RedisException("Connection closed")));
        });
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void setConnectionFacade(ConnectionFacade facade) {}

    @Override
    public void setAutoFlushCommands(boolean autoFlush) {}

    @Override
    public void flushCommands() {}

    @Override
    public ClientResources getClientResources() {
        return client.resources;
    }

    @Deprecated
    public void reset() {} // of Lettuce 6
}
