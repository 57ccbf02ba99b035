package dev.moonlet.testing;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real cluster: three masters, and a replica for each of them if there have to be some. */
public final class RedisCluster implements AutoCloseable {

    public static final int MASTERS = 3;

    /**
     * Lettuce waits for the topology from a server that dies when it is asked, and reads it nowhere else meanwhile. The timeout
     * of a URI would end that only in the first refresh: the addresses that later ones ask have the default of 60 seconds.
     */
    private static final TimeoutOptions.TimeoutSource SHORT_FOR_TOPOLOGY = new TimeoutOptions.TimeoutSource() {

        private static final Set<CommandType> TOPOLOGY = Set.of(CommandType.CLUSTER, CommandType.INFO);
        private static final long TOPOLOGY_SECONDS = 5;

        @Override
        public long getTimeout(RedisCommand<?, ?, ?> command) {
            boolean topology = command.getType() instanceof CommandType type && TOPOLOGY.contains(type);
            return topology ? TOPOLOGY_SECONDS : RedisURI.DEFAULT_TIMEOUT;
        }

        @Override
        public TimeUnit getTimeUnit() {
            return TimeUnit.SECONDS;
        }
    };

    private static final Duration FAILOVER_ENDS = Duration.ofSeconds(6);

    private final Path directory;
    private final List<String> settings;
    private final List<RedisProcess> nodes = new ArrayList<>();
    private final SentCalls sent = new SentCalls();
    private final ClientResources resources = ClientResources.builder()
            .nettyCustomizer(sent)
            .reconnectDelay(Delay.constant(Duration.ofMillis(20)))
            .build();
    private final List<RedisClusterClient> clients = new ArrayList<>();

    private RedisCluster(Path directory, List<String> settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * Starts one.
     *
     * @param directory where the servers keep what they know of each other
     * @param settings more settings of each server
     */
    public static RedisCluster start(Path directory, int replicasOfEach, String... settings) throws IOException {
        RedisCluster cluster = new RedisCluster(directory, List.of(settings));
        int count = MASTERS * (1 + replicasOfEach);
        for (int i = 0; i < count; i++) {
            cluster.nodes.add(cluster.startNode());
        }
        List<String> ids = new ArrayList<>();
        for (RedisProcess node : cluster.nodes) {
            ids.add(node.ask(redis -> redis.clusterMyId()));
            int epoch = ids.size();
            node.ask(redis -> redis.clusterSetConfigEpoch(epoch));
            RedisProcess first = cluster.nodes.get(0);
            node.ask(redis -> redis.clusterMeet("127.0.0.1", first.port()));
        }
        for (int i = 0; i < MASTERS; i++) {
            int from = 16384 * i / MASTERS;
            int to = 16384 * (i + 1) / MASTERS;
            int[] slots = IntStream.range(from, to).toArray();
            cluster.nodes.get(i).ask(redis -> redis.clusterAddSlots(slots));
        }
        for (int i = MASTERS; i < count; i++) {
            String master = ids.get(i % MASTERS);
            RedisProcess node = cluster.nodes.get(i);
            await().until(() -> node.ask(redis -> redis.clusterNodes().contains(master)));
            node.ask(redis -> redis.clusterReplicate(master));
        }
        for (RedisProcess node : cluster.nodes) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.ask(redis -> {
                        boolean linked = !redis.info("replication").contains("master_link_status:down");
                        long replicas = redis.clusterNodes()
                                .lines()
                                .filter(line -> line.contains("slave"))
                                .count();
                        return linked
                                && redis.clusterInfo().contains("cluster_state:ok")
                                && redis.clusterInfo().contains("cluster_known_nodes:" + count)
                                && replicas == count - MASTERS;
                    }));
        }
        return cluster;
    }

    private RedisProcess startNode() throws IOException {
        Path own = Files.createTempDirectory(directory, "node-");
        List<String> all = new ArrayList<>(List.of(
                "cluster-enabled yes",
                "cluster-node-timeout 1000",
                "cluster-replica-validity-factor 0", // a replica takes over however late the others elect it
                "cluster-require-full-coverage no",
                "repl-diskless-sync-delay 0",
                "dir " + own.toAbsolutePath()));
        all.addAll(settings);
        return RedisProcess.start(all.toArray(String[]::new));
    }

    /** What all clients of it have sent. */
    public SentCalls sent() {
        return sent;
    }

    /** The server that was started as the n-th: first the masters, then a replica of each. */
    public RedisProcess node(int index) {
        return nodes.get(index);
    }

    /** The masters that have slots now. */
    public List<RedisProcess> masters() {
        return nodes.stream().filter(node -> !slots(node).isEmpty()).toList();
    }

    /** The master that has a slot now. */
    public RedisProcess masterOf(int slot) {
        return nodes.stream()
                .filter(node -> slots(node).contains(slot))
                .findFirst()
                .orElseThrow();
    }

    /** The slots that a server takes for its own. */
    private static List<Integer> slots(RedisProcess node) {
        String described = node.ask(redis -> redis.clusterNodes());
        return ClusterPartitionParser.parse(described).stream()
                .filter(one -> one.is(NodeFlag.MYSELF))
                .map(RedisClusterNode::getSlots)
                .findFirst()
                .orElseThrow();
    }

    /** A replica of a server, connected to it. */
    public RedisProcess replicaOf(RedisProcess master) {
        return await().until(
                        () -> nodes.stream()
                                .filter(node -> isReplicaOf(node, master))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isReplicaOf(RedisProcess replica, RedisProcess master) {
        return replica.ask(redis -> redis.info("replication"))
                .lines()
                .toList()
                .containsAll(List.of("role:slave", "master_port:" + master.port(), "master_link_status:up"));
    }

    /**
     * Has a replica take over from its master, which hands over all that it has. It gives up after five seconds if the
     * other masters, which vote only now and then, do not elect it. The command is then repeated.
     */
    public void failOver(RedisProcess replica) {
        awaitAgreement();
        AtomicLong toldAt = new AtomicLong(System.nanoTime());
        replica.ask(redis -> redis.clusterFailover(false));
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            boolean done = isMaster(replica);
            if (!done && System.nanoTime() - toldAt.get() > FAILOVER_ENDS.toNanos()) {
                toldAt.set(System.nanoTime());
                replica.ask(redis -> redis.clusterFailover(false));
            }
            return done;
        });
    }

    private static boolean isMaster(RedisProcess server) {
        return server.ask(redis -> redis.role().get(0)).equals("master");
    }

    /**
     * Waits until all servers that live name the same masters, with the same slots and epochs. A replica takes over only
     * those slots of which it has heard, and a master that has missed an election takes slots with an epoch that is too
     * small: the others would not believe it.
     */
    private void awaitAgreement() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> nodes.stream()
                                .filter(RedisProcess::isRunning)
                                .map(RedisCluster::masters)
                                .distinct()
                                .count()
                        == 1);
    }

    /** The masters that have slots, as a server knows them: each with its epoch and its slots. */
    private static Set<String> masters(RedisProcess node) {
        String described = node.ask(redis -> redis.clusterNodes());
        return ClusterPartitionParser.parse(described).stream()
                .filter(master -> !master.getSlots().isEmpty())
                .map(master -> master.getNodeId() + " " + master.getConfigEpoch() + " " + master.getSlots())
                .collect(Collectors.toSet());
    }

    /** Waits until a server is a master. */
    private void awaitMaster(RedisProcess master) {
        await().atMost(Duration.ofSeconds(30)).until(() -> isMaster(master));
    }

    /** Kills a server when its replica has all that it has, and starts it again when that has taken over. */
    public void killMaster(RedisProcess master) throws Exception {
        RedisProcess replica = replicaOf(master);
        awaitAgreement();
        master.awaitReplica();
        master.kill();
        try {
            awaitMaster(replica);
        } finally {
            master.restart(); // else its slots would have no server in what comes next
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> master.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
    }

    /**
     * Replaces a master by a new server, which first becomes its replica and then takes over.
     */
    public void replaceByReplica(RedisProcess master) throws Exception {
        RedisProcess successor = join();
        String id = master.ask(redis -> redis.clusterMyId());
        successor.ask(redis -> redis.clusterReplicate(id));
        await().atMost(Duration.ofSeconds(30)).until(() -> isReplicaOf(successor, master));
        failOver(successor);
        leave(master);
    }

    /**
     * Replaces a master by a new server, to which all its slots are moved.
     */
    public void replaceByMoves(RedisProcess master) throws Exception {
        RedisProcess successor = join();
        moveSlots(slots(master), master, successor);
        leave(master);
    }

    /** Kills a server for good when its replica has all that it has, and has a new server be the replica of that one. */
    public void replaceDead(RedisProcess master) throws Exception {
        RedisProcess replica = replicaOf(master);
        String id = master.ask(redis -> redis.clusterMyId());
        awaitAgreement();
        master.awaitReplica();
        master.kill();
        nodes.remove(master);
        awaitMaster(replica);
        for (RedisProcess node : nodes) {
            node.ask(redis -> redis.clusterForget(id));
        }
        master.close();
        RedisProcess joined = join();
        String successor = replica.ask(redis -> redis.clusterMyId());
        joined.ask(redis -> redis.clusterReplicate(successor));
        await().atMost(Duration.ofSeconds(30)).until(() -> isReplicaOf(joined, replica));
    }

    /** A new server that all others know, without slots. */
    private RedisProcess join() throws IOException {
        RedisProcess joining = startNode();
        int known = nodes.get(0).port();
        joining.ask(redis -> redis.clusterMeet("127.0.0.1", known));
        nodes.add(joining);
        for (RedisProcess node : nodes) {
            await().atMost(Duration.ofSeconds(30)).until(() -> node.ask(redis -> redis.clusterInfo())
                    .lines()
                    .toList()
                    .containsAll(List.of("cluster_state:ok", "cluster_known_nodes:" + nodes.size())));
        }
        awaitAgreement();
        return joining;
    }

    /** Kills a server that has no slots any more, when none is its replica, and has the others forget it. */
    private void leave(RedisProcess leaving) throws Exception {
        String id = leaving.ask(redis -> redis.clusterMyId());
        nodes.remove(leaving);
        for (RedisProcess node : nodes) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !node.ask(redis -> redis.info("replication"))
                    .contains("master_port:" + leaving.port()));
        }
        awaitAgreement();
        leaving.kill();
        for (RedisProcess node : nodes) {
            node.ask(redis -> redis.clusterForget(id));
        }
        leaving.close();
    }

    /** Has one master send those on to another who ask for keys of some slots that it does not have. */
    public void beginMove(List<Integer> slots, RedisProcess from, RedisProcess to) {
        String source = from.ask(redis -> redis.clusterMyId());
        String target = to.ask(redis -> redis.clusterMyId());
        forEach(slots, to, (redis, slot) -> redis.clusterSetSlotImporting(slot, source));
        forEach(slots, from, (redis, slot) -> redis.clusterSetSlotMigrating(slot, target));
    }

    /** Moves slots from one master to another, key by key, as they go on serving them. */
    public void moveSlots(List<Integer> slots, RedisProcess from, RedisProcess to) {
        awaitAgreement();
        beginMove(slots, from, to);
        String target = to.ask(redis -> redis.clusterMyId());
        from.ask(redis -> {
            for (int slot : slots) {
                List<String> keys = redis.clusterGetKeysInSlot(slot, 10);
                while (!keys.isEmpty()) {
                    for (String key : keys) {
                        redis.migrate("127.0.0.1", to.port(), key, 0, 10_000);
                    }
                    keys = redis.clusterGetKeysInSlot(slot, 10);
                }
            }
            return slots;
        });
        forEach(slots, to, (redis, slot) -> redis.clusterSetSlotNode(slot, target));
        // it may have heard of that, and be a replica of the other if it has no slot left: that one is not told
        forEach(slots, from, (redis, slot) -> redis.clusterSetSlotNode(slot, target)
                .exceptionally(failure -> ""));
    }

    /** Sends a command for each of some slots. */
    private static void forEach(
            List<Integer> slots,
            RedisProcess server,
            BiFunction<RedisAsyncCommands<String, String>, Integer, CompletionStage<String>> command) {
        server.connected(connection -> {
            List<CompletionStage<String>> replies = slots.stream()
                    .map(slot -> command.apply(connection.async(), slot))
                    .toList();
            replies.forEach(reply -> reply.toCompletableFuture().join());
            return replies;
        });
    }

    /** A connection of a client that lives as long as the cluster, and reads the topology anew when it changes. */
    public StatefulRedisClusterConnection<String, String> connect() {
        return connect(ClusterTopologyRefreshOptions.builder()
                .enablePeriodicRefresh(Duration.ofMillis(200))
                .adaptiveRefreshTriggersTimeout(Duration.ofMillis(50))
                .build());
    }

    /** The same, with the options for that. */
    public StatefulRedisClusterConnection<String, String> connect(ClusterTopologyRefreshOptions refresh) {
        List<RedisURI> uris = nodes.stream().map(RedisProcess::uri).toList();
        RedisClusterClient client = RedisClusterClient.create(resources, uris);
        client.setOptions(ClusterClientOptions.builder()
                .topologyRefreshOptions(refresh)
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutSource(SHORT_FOR_TOPOLOGY)
                        .build())
                .build());
        clients.add(client);
        return client.connect();
    }

    @Override
    public void close() throws IOException {
        clients.forEach(RedisClusterClient::shutdown);
        resources.shutdown().syncUninterruptibly();
        for (RedisProcess node : nodes) {
            node.close();
        }
    }
}
