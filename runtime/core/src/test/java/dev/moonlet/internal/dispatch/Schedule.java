package dev.moonlet.internal.dispatch;

import dev.moonlet.Batching;
import dev.moonlet.Delivery;
import dev.moonlet.ExecutorBuilder;
import dev.moonlet.Pipeline;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResult;
import dev.moonlet.ShardResults;
import dev.moonlet.Transaction;
import dev.moonlet.TransactionException;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.ShardScript;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one seed makes happen: a connection of some kind, calls by executors of some kind, and faults. When the faults are over
 * and time has passed, every call must have come to its end in a way that the {@link CallLedger} accepts.
 */
final class Schedule {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** A call waits for its time, and then one that has been sent for as long as a server is silent. */
    private static final Duration LONGEST = TIMEOUT.plus(SILENCE).plusSeconds(1);

    /** A client without timeouts of commands keeps them until it is connected again. */
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static final int MOST_CALLS = 40;
    private static final int SPAN_MILLIS = 300;
    private static final List<String> KEYS = List.of("{a}1", "{a}2", "{b}1", "{c}1");
    /** How rarely scripts are called as functions: 0 for never, 1 for always. */
    private final int functions;

    private final SimulatedWorld world;
    private final CallLedger ledger;
    private final SimulatedClient client;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final List<SimulatedChannel> channels = new ArrayList<>();
    private final List<CompletableFuture<Integer>> stages = new ArrayList<>();
    private final SimulatedServer.Slots slots = new SimulatedServer.Slots();
    private final boolean clustered;
    private final boolean batching;

    /** Whether faults last longer than calls may wait. */
    private final boolean late;

    private final StatefulConnection<byte[], byte[]> connection;
    private @Nullable SimulatedCluster cluster;
    private boolean blocked;

    private Schedule(long seed, boolean tracing) {
        functions = Math.floorMod(seed, 6) == 1 ? 1 : Math.floorMod(seed, 6) == 3 ? 2 : 0;
        late = Math.floorMod(seed, 16) == 5;
        world = new SimulatedWorld(seed, tracing);
        ledger = new CallLedger(world);
        client = new SimulatedClient(world, ledger, world.chance(2) ? TimeUnit.SECONDS.toNanos(1) : 0);
        int kind = world.random.nextInt(4);
        clustered = kind > 1;
        batching = world.chance(4);
        connection = clustered ? cluster(TIMEOUT) : kind == 0 ? replicated(TIMEOUT) : plain(TIMEOUT);
    }

    /** Runs the schedule of a seed; throws an error that says what was wrong, if something was. */
    static void run(long seed) {
        try {
            new Schedule(seed, false).run();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(replay(seed), e);
        }
    }

    /** Runs the schedule of a seed; what happened in it. */
    static String replay(long seed) {
        Schedule schedule = new Schedule(seed, true);
        String end = "nothing was wrong this time";
        try {
            schedule.run();
        } catch (RuntimeException | Error e) {
            end = e.toString();
        }
        return "seed " + seed + ":\n" + String.join("\n", schedule.world.trace()) + "\n" + end;
    }

    private void run() {
        Simulation.begin(world, connection);
        int calls = 1 + world.random.nextInt(24);
        calls(calls);
        for (int faults = world.random.nextInt(5); faults > 0; faults--) {
            world.in(millis(SPAN_MILLIS), null, this::fault);
        }
        if (world.chance(12)) {
            world.in(millis(SPAN_MILLIS * 2), null, this::close);
        }
        world.in(TimeUnit.MILLISECONDS.toNanos(SPAN_MILLIS * 2) + lasting(), null, this::heal);
        world.run();
        stages.forEach(stage -> {
            if (!stage.isDone()) {
                throw new AssertionError("a call was never answered");
            }
        });
        ledger.check(client.commandTimeout == 0 ? FOR_EVER : LONGEST);
        for (SimulatedChannel channel : channels()) {
            if (channel.unanswered() > 0) {
                throw new AssertionError("something is left in the queue of a connection");
            }
        }
        Simulation.check(connection, client);
    }

    private List<SimulatedChannel> channels() {
        List<SimulatedChannel> all = new ArrayList<>(channels);
        if (cluster != null) {
            all.addAll(cluster.channels);
        }
        return all;
    }

    /** How much longer faults last. */
    private long lasting() {
        return late ? LATE.toNanos() : 0;
    }

    private long millis(int most) {
        return TimeUnit.MICROSECONDS.toNanos(1 + world.random.nextInt(most * 1000));
    }

    private StatefulConnection<byte[], byte[]> plain(Duration timeout) {
        SimulatedServer server = server(1, null);
        SimulatedConnection made = SimulatedConnection.plain(client, () -> server, timeout);
        channels.add(made.channel());
        return made;
    }

    private StatefulConnection<byte[], byte[]> replicated(Duration timeout) {
        SimulatedServer master = server(1, null);
        SimulatedServer replica = server(2, null);
        replica.replica = true;
        SimulatedChannel writes = SimulatedConnection.part(client, () -> master);
        SimulatedChannel reads = SimulatedConnection.part(client, () -> replica);
        channels.add(writes);
        channels.add(reads);
        return SimulatedConnection.replicated(client, writes, reads, timeout);
    }

    private StatefulConnection<byte[], byte[]> cluster(Duration timeout) {
        List<SimulatedServer> masters = List.of(server(1, slots), server(2, slots));
        for (String key : KEYS) {
            slots.owners.putIfAbsent(SlotHash.getSlot(key), masters.get(world.random.nextInt(2)));
        }
        for (SimulatedServer master : masters) {
            SimulatedServer replica = server(master.port + 100, slots);
            replica.replica = true;
        }
        SimulatedCluster made =
                new SimulatedCluster(client, slots, servers, timeout, world.chance(3) ? ReadFrom.REPLICA : null);
        cluster = made;
        return made.connection;
    }

    private SimulatedServer server(int port, SimulatedServer.@Nullable Slots shared) {
        SimulatedServer server = new SimulatedServer(ledger, port, shared);
        servers.add(server);
        return server;
    }

    private ExecutorBuilder builder(Delivery delivery) {
        ExecutorBuilder builder = connection instanceof StatefulRedisClusterConnection<?, ?> clustered
                ? ScriptExecutor.on(clustered)
                : ScriptExecutor.on((StatefulRedisConnection<?, ?>) connection);
        return (batching ? builder.batching(Batching.upTo(6)) : builder).delivery(delivery);
    }

    private StatefulRedisConnection<byte[], byte[]> connectForTransaction() {
        SimulatedServer server = servers.get(0);
        if (!server.up) {
            throw new RedisConnectionException("Unable to connect");
        }
        SimulatedConnection made = SimulatedConnection.plain(client, () -> server, TIMEOUT);
        Simulation.begin(world, made);
        channels.add(made.channel());
        return made;
    }

    /** The calls of a schedule, by one thread: bursts, and pauses in between. */
    private void calls(int count) {
        ScriptExecutor atLeastOnce = builder(Delivery.AT_LEAST_ONCE).build();
        ScriptExecutor atMostOnce = builder(Delivery.AT_MOST_ONCE).build();
        boolean mostAlways = batching && world.chance(2); // executors that make batches have no order among each other
        Delivery ofPipeline = world.chance(2) ? Delivery.AT_LEAST_ONCE : Delivery.AT_MOST_ONCE;
        Pipeline pipeline = builder(ofPipeline).buildPipeline();
        boolean pipelined = world.chance(4);
        boolean transacted = !clustered && world.chance(6);
        Transaction<byte[], byte[]> transaction = Transaction.of(this::connectForTransaction);
        if (!pipelined && !transacted) {
            world.interrupting(() -> {
                if (!blocked && stages.size() < MOST_CALLS) {
                    submit(
                            mostAlways ? atMostOnce : atLeastOnce,
                            mostAlways ? Delivery.AT_MOST_ONCE : Delivery.AT_LEAST_ONCE,
                            "",
                            true);
                }
            });
        }
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += world.chance(3) ? millis(40) : 0;
            boolean most = batching ? mostAlways : world.chance(3);
            world.in(time, SimulatedWorld.CALLER, () -> {
                if (transacted) {
                    transact(transaction, 1 + world.random.nextInt(3));
                } else if (!pipelined && world.chance(8)) {
                    block(most ? atMostOnce : atLeastOnce, most ? Delivery.AT_MOST_ONCE : Delivery.AT_LEAST_ONCE);
                } else if (!pipelined && world.chance(12)) {
                    submitOnShards(
                            most ? atMostOnce : atLeastOnce, most ? Delivery.AT_MOST_ONCE : Delivery.AT_LEAST_ONCE);
                } else if (pipelined) {
                    submit(pipeline, ofPipeline, "", false);
                } else {
                    submit(
                            most ? atMostOnce : atLeastOnce,
                            most ? Delivery.AT_MOST_ONCE : Delivery.AT_LEAST_ONCE,
                            "",
                            true);
                }
            });
            if (pipelined && world.chance(5)) {
                world.in(time, SimulatedWorld.CALLER, pipeline::flush);
            }
        }
        world.in(time + 1, SimulatedWorld.CALLER, pipeline::flush);
    }

    /**
     * Makes a call.
     *
     * @param thread calls of different threads have no order
     * @param direct whether it is sent at once, and not when a pipeline is flushed
     */
    private void submit(ScriptExecutor executor, Delivery delivery, String thread, boolean direct) {
        int kind = world.random.nextInt(20);
        boolean reading = kind >= 16 && kind < 18;
        LinkedScript script = kind < 16
                ? SimulatedScripts.WRITING.get(world.random.nextInt(SimulatedScripts.WRITING.size()))
                : reading
                        ? SimulatedScripts.READING.get(world.random.nextInt(SimulatedScripts.READING.size()))
                        : kind == 18
                                ? SimulatedScripts.TEXT
                                : world.chance(2) ? SimulatedScripts.FAILING : SimulatedScripts.FAILING_AT_PLACE;
        String key = world.chance(30) ? null : KEYS.get(world.random.nextInt(KEYS.size()));
        String domain = key == null ? null : domain(key) + thread;
        CallLedger.Entry entry = ledger.add(delivery, reading ? null : domain);
        world.trace("call %d: %s %s %s", entry.number, script.name(), domain, delivery);
        ScriptInvocation<Integer> call = SimulatedScripts.call(form(script), key, entry.number);
        try {
            CompletableFuture<Integer> stage = executor.executeAsync(call).toCompletableFuture();
            stages.add(stage);
            ledger.follow(entry, stage);
            if (direct && world.chance(15)) {
                world.in(millis(100), null, () -> stage.cancel(false));
            }
            if (direct && world.chance(15)) {
                CompletableFuture<Void> unused =
                        stage.thenRun(() -> submit(executor, delivery, " after " + entry.number, false));
            }
        } catch (RedisException | RejectedExecutionException e) {
            ledger.failed(entry, e);
        }
    }

    /** A call on every shard, of which each is one of the ledger: with a key of its shard, or without keys. */
    private void submitOnShards(ScriptExecutor executor, Delivery delivery) {
        LinkedScript script = SimulatedScripts.WRITING.get(world.random.nextInt(SimulatedScripts.WRITING.size()));
        boolean keyed = world.chance(2);
        List<CallLedger.Entry> entries = new ArrayList<>();
        ShardInvocation<Integer> call = new ShardScript<>(script, false, tag -> {
            CallLedger.Entry entry = ledger.add(delivery, null);
            entries.add(entry);
            world.trace("call %d, on every shard: %s %s %s", entry.number, script.name(), keyed ? tag : "", delivery);
            return SimulatedScripts.call(script, keyed ? tag : null, entry.number);
        });
        CompletableFuture<ShardResults<Integer>> stage =
                executor.executeOnShardsAsync(call).toCompletableFuture();
        for (CallLedger.Entry entry : entries) {
            CompletableFuture<Integer> outcome = stage.thenCompose(results -> {
                if (results.shards().size() != entries.size()) {
                    throw new AssertionError(
                            entries.size() + " shards have " + results.shards().size() + " outcomes");
                }
                ShardResult<Integer> result = results.shards().get(entries.indexOf(entry));
                return result.failure()
                        .map(CompletableFuture::<Integer>failedFuture)
                        .orElseGet(() -> CompletableFuture.completedFuture(result.result()));
            });
            stages.add(outcome);
            ledger.follow(entry, outcome);
        }
    }

    /** A call of a thread that waits for the result, while everything else goes on; it may be interrupted. */
    private void block(ScriptExecutor executor, Delivery delivery) {
        if (blocked) {
            submit(executor, delivery, "", true);
            return;
        }
        LinkedScript script = SimulatedScripts.WRITING.get(world.random.nextInt(SimulatedScripts.WRITING.size()));
        String key = KEYS.get(world.random.nextInt(KEYS.size()));
        CallLedger.Entry entry = ledger.add(delivery, domain(key));
        world.trace("call %d, for which a thread waits: %s %s %s", entry.number, script.name(), key, delivery);
        Thread caller = Thread.currentThread();
        SimulatedWorld.Event interrupt =
                world.chance(6) ? world.in(millis(20), null, caller::interrupt) : world.in(0, null, () -> {});
        blocked = true;
        try {
            ledger.ended(entry, executor.execute(SimulatedScripts.call(form(script), key, entry.number)));
        } catch (RedisException e) {
            ledger.failed(entry, e);
        } finally {
            blocked = false;
            interrupt.cancel();
            boolean unused = Thread.interrupted();
        }
    }

    /** Some calls that run together or not at all. */
    private void transact(Transaction<byte[], byte[]> transaction, int count) {
        if (blocked) {
            return;
        }
        blocked = true;
        List<CallLedger.Entry> entries = new ArrayList<>();
        try {
            transaction.run(commands -> {
                CompletableFuture<Integer> last = new CompletableFuture<>();
                for (int i = 0; i < count; i++) {
                    CallLedger.Entry entry = ledger.add(Delivery.AT_MOST_ONCE, null);
                    entries.add(entry);
                    world.trace("call %d, in a transaction", entry.number);
                    LinkedScript script =
                            SimulatedScripts.WRITING.get(world.random.nextInt(SimulatedScripts.WRITING.size()));
                    last = transaction
                            .executeAsync(SimulatedScripts.call(script, KEYS.get(0), entry.number))
                            .toCompletableFuture();
                    ledger.follow(entry, last);
                    stages.add(last);
                }
                return last;
            });
            ledger.checkTransaction(entries, true);
        } catch (TransactionException e) {
            world.trace("the transaction: %s", e);
            if (!e.isInDoubt()) {
                world.in(TimeUnit.SECONDS.toNanos(1), null, () -> ledger.checkTransaction(entries, false));
            }
        } catch (RedisException e) {
            world.trace("the transaction: %s", e);
        } finally {
            blocked = false;
        }
    }

    /** A script, or the function that it is in some schedules. */
    private LinkedScript form(LinkedScript script) {
        boolean function = functions > 0 && (functions == 1 || world.chance(functions));
        return function ? SimulatedScripts.function(script) : script;
    }

    /** Calls on one connection keep their order; in a cluster, those of one key. */
    private String domain(String key) {
        return clustered ? key : "connection";
    }

    private void fault() {
        SimulatedServer server = servers.get(world.random.nextInt(servers.size()));
        List<SimulatedChannel> all = channels();
        SimulatedChannel channel = all.isEmpty() ? null : all.get(world.random.nextInt(all.size()));
        switch (world.random.nextInt(clustered ? 11 : 7)) {
            case 0, 1 -> {
                if (channel != null) {
                    channel.cut();
                }
            }
            case 2 -> restart(server);
            case 3 -> {
                world.trace("the scripts of %d are flushed", server.port);
                if (!server.forbidden.contains("script|exists")) { // nobody could notice that
                    server.flushScripts();
                    server.flushFunctions();
                }
            }
            case 4 -> {
                world.trace("%d is silent", server.port);
                server.silentUntil =
                        world.now() + TimeUnit.MILLISECONDS.toNanos(world.chance(2) ? 50 : SILENCE.toMillis());
            }
            case 5 -> forbid(server);
            case 6 -> {
                all.forEach(SimulatedChannel::cut);
            }
            case 7, 8 -> move();
            case 9 -> {
                world.trace("the cluster is down");
                slots.down = true;
                recover(TimeUnit.MILLISECONDS.toNanos(5) + millis(400), () -> slots.down = false);
            }
            default -> failOver();
        }
    }

    private void restart(SimulatedServer server) {
        world.trace("%d goes down", server.port);
        server.up = false;
        channels().stream().filter(channel -> channel.server() == server).forEach(SimulatedChannel::cut);
        world.in(millis(150) + lasting(), null, () -> {
            world.trace("%d is up again", server.port);
            server.restart();
            if (world.chance(2)) {
                server.loading = true;
                recover(millis(200), () -> server.loading = false);
            }
        });
    }

    /**
     * Ends what a server rejects calls for, but not while the client does not know of it and has more in flight: the server would
     * have rejected the first of them and would run the second, which no client can prevent.
     */
    private void recover(long nanos, Runnable action) {
        when(SimulatedChannel::knowsOfRejections, nanos + lasting(), () -> {
            action.run();
            channels().forEach(SimulatedChannel::onRecovered);
        });
    }

    private void when(Predicate<SimulatedChannel> condition, long nanos, Runnable action) {
        world.in(nanos, null, () -> {
            if (channels().stream().allMatch(condition)) {
                action.run();
            } else {
                when(condition, TimeUnit.MILLISECONDS.toNanos(1), action);
            }
        });
    }

    private void forbid(SimulatedServer server) {
        List<String> all = List.of("EVALSHA", "EVAL", "script|load", "script|exists", "EVALSHA_RO", "EVAL_RO");
        String command = all.get(world.random.nextInt(world.chance(2) ? all.size() : 3));
        if (!command.equals("script|exists") || !server.lostScripts) { // nobody could notice that
            world.trace("%d forbids %s", server.port, command);
            server.forbidden.add(command);
            if (command.equals("EVAL")) {
                ledger.forgoOrder(); // a call with its text loses its place behind those by digest
            }
        }
    }

    private void move() {
        int slot = SlotHash.getSlot(KEYS.get(world.random.nextInt(KEYS.size())));
        SimulatedServer from = Objects.requireNonNull(slots.owners.get(slot));
        SimulatedServer to = servers.stream()
                .filter(server -> server != from && !server.replica && server.up)
                .findFirst()
                .orElse(null);
        if (to == null || !from.up || slots.targets.containsKey(slot)) {
            return;
        }
        world.trace("slot %d begins to move to %d", slot, to.port);
        boolean cameBack = slots.left.get(slot) == to;
        slots.targets.put(slot, to);
        slots.disordered = world.chance(4);
        for (String key : KEYS) {
            if (SlotHash.getSlot(key) == slot) {
                world.in(millis(60), null, () -> slots.moved.add(key));
            }
        }
        world.in(TimeUnit.MILLISECONDS.toNanos(60) + millis(100), null, () -> {
            world.trace("slot %d has moved to %d", slot, to.port);
            slots.owners.put(slot, to);
            slots.targets.remove(slot);
            slots.left.put(slot, from);
            if (cameBack) {
                ledger.forgoOrderOfUnanswered(); // it rejected some of them while it did not have the slot
            }
            slots.moved.removeIf(key -> SlotHash.getSlot(key) == slot);
            slots.disordered = false;
            refreshLater();
        });
    }

    private void failOver() {
        SimulatedServer master = servers.stream()
                .filter(server -> !server.replica && server.up)
                .findFirst()
                .orElse(null);
        if (master == null || master.port > 100 || !slots.targets.isEmpty()) {
            return;
        }
        SimulatedServer replica = servers.stream()
                .filter(server -> server.port == master.port + 100)
                .findFirst()
                .orElseThrow();
        world.trace("%d is gone, %d takes over", master.port, replica.port);
        master.up = false;
        channels().stream().filter(channel -> channel.server() == master).forEach(SimulatedChannel::cut);
        world.in(millis(100), null, () -> {
            replica.replica = false;
            slots.owners.replaceAll((slot, owner) -> owner == master ? replica : owner);
            refreshLater();
        });
    }

    private void refreshLater() {
        SimulatedCluster known = cluster;
        if (known != null && !world.chance(4)) {
            world.in(millis(200), null, known::refresh);
        }
    }

    private void close() {
        world.trace("the connection is closed");
        if (cluster == null) {
            ((SimulatedConnection) connection).close();
        }
    }

    /** Faults end here: from now on, servers are there and answer. */
    private void heal() {
        world.trace("all is well again");
        when(SimulatedChannel::isIdle, 0, () -> servers.forEach(server -> server.forbidden.clear()));
        recover(0, () -> slots.down = false);
        for (SimulatedServer server : servers) {
            if (!server.up && (!clustered || slots.owners.containsValue(server))) {
                server.restart();
            }
        }
        if (cluster != null) {
            world.in(millis(100), null, cluster::refresh);
        }
    }
}
